import type { Plan } from '../engine/plan-types.js';
import { formatIsoDate } from './format-date.js';
import { groupedText, ratioCell, withUnit } from './format-number.js';
import { type TableView, table } from './table-view.js';
import { labelWord } from './view-model-sources.js';

/** Values nobody wrote into the scenario, each with where it comes from. */
export function assumptionTable(plan: Plan): TableView {
  return table({
    caption: 'Values used where the scenario says nothing',
    corner: 'Scenario key',
    columns: ['Value', 'Kind', '~Where it comes from', '#Checked'],
    rows: plan.assumptions.map((item) => ({
      head: item.key,
      cells: [
        withUnit(groupedText(item.value), item.unit),
        labelWord(item.label),
        { text: item.source, note: item.note },
        item.lastChecked === '' ? '' : formatIsoDate(item.lastChecked),
      ],
    })),
  });
}

/** What vendors and measurements say of data reduction, for holding this plan's own ratio against. */
export function ratioTable(plan: Plan): TableView {
  return table({
    caption: 'Published data reduction',
    corner: 'Product or measurement',
    columns: ['#Ratio', '~Claim', 'Kind', '~Source', '#Checked'],
    rows: [...plan.ratios]
      .sort((a, b) => a.ratio - b.ratio)
      .map((item) => ({
        head: item.product,
        cells: [
          ratioCell(item.ratio),
          item.claim,
          // What a vendor says of its product is no price.
          item.source.label === 'list' ? 'claimed' : labelWord(item.source.label),
          item.source.title,
          item.source.lastChecked === '' ? '' : formatIsoDate(item.source.lastChecked),
        ],
      })),
    note: 'A ratio depends on what is kept and how often it changes, not on the product alone: none of these is used above unless the scenario asks for it.',
  });
}
