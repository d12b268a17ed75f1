const pageBits = 12;
const pageMask = (1 << pageBits) - 1;

/** A number for each place id, 0 where none was given. Ids may have any gaps: they take no memory. */
export interface PlaceNumbers {
  get(id: number): number;
  set(id: number, number: number): void;
}

export function createPlaceNumbers(): PlaceNumbers {
  const pages: (Int32Array | undefined)[] = [];
  return {
    get(id) {
      const page = pages[id >> pageBits];
      return page === undefined ? 0 : (page[id & pageMask] as number);
    },
    set(id, number) {
      pages[id >> pageBits] ??= new Int32Array(pageMask + 1);
      (pages[id >> pageBits] as Int32Array)[id & pageMask] = number;
    },
  };
}
