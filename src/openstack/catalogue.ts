import { didYouMean, nearestNames } from '../problems/nearest.js';
import type { Cloud } from './cloud.js';
import { OpenStackFailure, ostError } from './failure.js';
import { listAt, textAt } from './json.js';
import type { Token } from './keystone.js';

/** Names of Cinder's API version 3 in catalogues; the first says its version, the others may be without one. */
const TYPES = ['volumev3', 'block-storage', 'block-store'];

interface Endpoint {
  readonly url: string;
  readonly region: string;
  readonly interface: string;
}

/** The block-storage endpoint of a region. */
export interface Found {
  readonly url: string;
  readonly region: string;
}

/**
 * Looks up where Cinder is.
 *
 * @throws OpenStackFailure OST023 no block storage, OST024 not in that region or interface, or more than one region to choose from
 */
export function findEndpoint(cloud: Cloud, token: Token): Found {
  const endpoints = TYPES.flatMap((type) => endpointsOf(token, type));
  if (endpoints.length === 0) throw noBlockStorage(cloud, token);
  const regions = [...new Set(endpoints.map((endpoint) => endpoint.region))];
  const region = cloud.region ?? (regions.length === 1 ? regions[0] : undefined);
  if (region === undefined || !regions.includes(region)) throw wrongRegion(cloud, regions);
  const there = endpoints.filter((endpoint) => endpoint.region === region);
  const [found] = there.filter((endpoint) => endpoint.interface === cloud.interface);
  if (!found) throw wrongInterface(cloud, there);
  return { url: found.url, region };
}

function endpointsOf(token: Token, type: string): readonly Endpoint[] {
  return token.catalog
    .filter((service) => service.type === type)
    .flatMap((service) => listAt(service, 'endpoints'))
    .flatMap((endpoint) => {
      const url = textAt(endpoint, 'url');
      const region = textAt(endpoint, 'region_id') ?? textAt(endpoint, 'region') ?? '';
      return url !== undefined && /^https?:\/\//.test(url) && URL.canParse(url)
        ? [{ url, region, interface: textAt(endpoint, 'interface') ?? '' }]
        : [];
    });
}

function noBlockStorage(cloud: Cloud, token: Token): OpenStackFailure {
  const types = [...new Set(token.catalog.flatMap((service) => textAt(service, 'type') ?? []))];
  const found = types.length === 0 ? 'an empty catalogue' : `a catalogue of ${types.join(', ')}`;
  const fix = token.system
    ? 'a token for the system needs an endpoint without a project in its URL: use project_name'
    : 'ask the operators of the cloud';
  return new OpenStackFailure(
    ostError('OST023', cloud.source, { found, wanted: `an endpoint of type ${TYPES.join(' or ')}`, fix }),
  );
}

function wrongRegion(cloud: Cloud, regions: readonly string[]): OpenStackFailure {
  const found = cloud.region === undefined ? `no region_name, and ${regions.length} regions` : `region ${cloud.region}`;
  const hint = cloud.region === undefined ? undefined : didYouMean(nearestNames(cloud.region, regions));
  const fix = hint ?? 'set region_name (or OS_REGION_NAME)';
  return new OpenStackFailure(ostError('OST024', cloud.source, { found, wanted: `one of ${regions.join(', ')}`, fix }));
}

function wrongInterface(cloud: Cloud, there: readonly Endpoint[]): OpenStackFailure {
  const wanted = `one of ${[...new Set(there.map((endpoint) => endpoint.interface))].join(', ')}`;
  return new OpenStackFailure(
    ostError('OST024', cloud.source, { found: `interface ${cloud.interface}`, wanted, fix: 'set interface' }),
  );
}
