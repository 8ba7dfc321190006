/** Places of a fleet; each is one of the five of the example, under a number of its own. */
export const SITES = ['frankfurt', 'brandenburg', 'zurich', 'factory', 'munich'] as const;

/** One of the five places. */
export type Site = (typeof SITES)[number];

/** Name of one environment of a fleet; all are of one length, so that none is shortened where another is not. */
export function environmentName(site: Site, round: number): string {
  return `${site}-${String(round).padStart(3, '0')}`;
}

/** The environments of a fleet, in the order in which they are made. */
export function environmentsOf(size: number): readonly { readonly site: Site; readonly name: string }[] {
  return Array.from({ length: size }, (_, index) => {
    const site = SITES[index % SITES.length]!;
    return { site, name: environmentName(site, Math.floor(index / SITES.length)) };
  });
}
