import { printAppendix } from './appendix.js';
import { drawCharts } from './charts.js';
import { openLinkedDetails } from './details.js';
import { drawOnDemand } from './draw/lazy.js';
import { drawLater } from './draw/redraw.js';
import { followSections } from './draw/sections.js';
import { pageLongTables } from './long-tables.js';
import { markOverflow } from './overflow.js';
import { readPageData } from './page-data.js';
import { pageModel } from './what-if/model.js';
import { startWhatIf } from './what-if/panel.js';

/** The report is complete without this script: it draws the charts, opens what print and links need, and answers what-ifs. */
document.documentElement.classList.add('scripted');
const charts = drawCharts(readPageData().charts);
followSections();
drawOnDemand();
drawLater(() => pageModel()?.base.view);
printAppendix();
openLinkedDetails();
pageLongTables();
markOverflow();
startWhatIf(charts);
