/**
 * How long the ID of a finished delivery is remembered, in ms. GitHub redelivers for 3 days; the fourth covers a
 * redelivery that was asked for at the last moment and clocks that disagree.
 */
export const KNOWN_FOR = 4 * 24 * 60 * 60 * 1000;
