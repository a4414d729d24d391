import type { ScenarioFile } from './schema.js';
import { defined } from './tree.js';
import type { Scenario } from './types.js';

/** Rates in TB/h, as appliance tables state them. */
export function applianceOf({ appliance }: ScenarioFile, model: Scenario['appliance']['model']): Scenario['appliance'] {
  return {
    model,
    form: appliance.form,
    monthlyPrice: appliance.monthlyPrice,
    planningLine: appliance.planningLine,
    ingestTbPerHour: tbPerHour(appliance.ingest),
    restoreTbPerHour: tbPerHour(appliance.restore),
    cloudReadTbPerHour: tbPerHour(appliance.cloudRead),
    cacheDays: appliance.cache,
    spare: appliance.spare,
    ...defined({
      owned: appliance.owned,
      leadTimeDays: appliance.leadTime,
      maxObjects: appliance.maxObjects,
      instanceMonthly: appliance.instance,
      diskMonthlyPerTb: appliance.diskPerTb,
    }),
  };
}

/** Rates in Mbit/s (WAN) and MB/s (NFS). */
export function networkOf({ network }: ScenarioFile): Scenario['network'] {
  return {
    wanMbit: (network.wan * 8) / 1e6,
    usableShare: network.usableShare,
    uploadHours: network.uploadHours,
    nfsMbPerSecond: network.nfs / 1e6,
    shipDays: network.ship,
  };
}

/** Rates in MB/s, object size in bytes. */
export function cinderOf({ cinder }: ScenarioFile): Scenario['cinder'] {
  const { release, driver, compression, objectSize, hashBlock, read, write, parallel, window, link } = cinder;
  return {
    release: release.toLowerCase(),
    driver,
    compression,
    objectBytes: objectSize,
    hashBlockKib: hashBlock / 1024,
    readMbPerSecond: read / 1e6,
    writeMbPerSecond: write / 1e6,
    parallel,
    windowHours: window,
    linkSeconds: link,
  };
}

/** Segments in KiB, cloud objects in MiB. */
export function storeOf({ store }: ScenarioFile): Scenario['store'] {
  return {
    kind: store.kind,
    mode: store.mode,
    ratio: store.ratio,
    segmentMeanKib: store.segmentMean / 1024,
    segmentSpreadKib: store.segmentSpread / 1024,
    fixedSegments: store.segments === 'fixed',
    metadataShare: store.metadata,
    cleaningLagDays: store.cleaningLag,
    slack: store.slack,
    objectMib: store.objectSize / 2 ** 20,
  };
}

/** Bytes a second to TB an hour, without the last bit that a scale down and up again leaves: 2.34 stays 2.34. */
const tbPerHour = (bytesPerSecond: number): number => Math.round((bytesPerSecond * 3600) / 1e3) / 1e9;
