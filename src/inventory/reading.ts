import type { Problem } from '../problems/problem.js';
import type { VolumeCollector } from './volume-collector.js';

/** One file's text, and where its records go. */
export interface ReadingTask {
  readonly file: string;
  readonly text: string;
  readonly into: VolumeCollector;
}

/** What a reader says of the file as a whole; its records went into the collector. */
export interface Reading {
  readonly form: string;
  readonly problems: readonly Problem[];
}
