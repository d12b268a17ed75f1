/** Tells a flight whether it is still the one for its key: it is not once the key was set, deleted or cleared. */
export type IsCurrent = () => boolean;

export interface SingleFlight {
  /** Joins the flight of the key, or starts one; all who join get its one result or its one error. */
  join<T>(key: string, fly: (isCurrent: IsCurrent) => Promise<T>): Promise<T>;
  /** Whoever asks next starts anew; those who wait still get their answer. */
  forget(key: string): void;
  forgetAll(): void;
}

/** One piece of work per key at a time, within this process. Results and errors are not kept. */
export function createSingleFlight(): SingleFlight {
  const flights = new Map<string, { result: Promise<unknown> }>();

  function start<T>(key: string, fly: (isCurrent: IsCurrent) => Promise<T>): Promise<T> {
    const flight: { result: Promise<unknown> } = { result: Promise.resolve() };
    const isCurrent = () => flights.get(key) === flight;
    flights.set(key, flight);
    const result = fly(isCurrent).finally(() => {
      if (isCurrent()) flights.delete(key);
    });
    flight.result = result;
    return result;
  }

  return {
    join<T>(key: string, fly: (isCurrent: IsCurrent) => Promise<T>): Promise<T> {
      const flight = flights.get(key);
      return flight ? (flight.result as Promise<T>) : start(key, fly);
    },
    forget(key) {
      flights.delete(key);
    },
    forgetAll() {
      flights.clear();
    },
  };
}
