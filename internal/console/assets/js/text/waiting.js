import { plural } from '../count.js';

/** What is waiting for Support across communities. */
export const waiting = {
  title: 'Waiting for you',
  nothing: 'Nothing is waiting. Reviews, questions and stopped sendings of every community show up here.',
  /** @param {string} text '' if there is nothing more to say @param {string} when */
  since: (text, when) => (text ? `${text} Since ${when}.` : `Since ${when}.`),

  /** @param {number} held */
  stopped: (held) => `Sending stopped, ${plural(held, 'invitation')} left`,
  /** @param {number} questions */
  questions: (questions) => `${plural(questions, 'question')} to answer`,
  ready: 'Ready for review',
  /** @param {number} total */
  people: (total) => `${plural(total, 'person', 'people')} in the file.`,
  refused: 'File refused',
  failed: 'Import failed',
  /** @param {number} people */
  attention: (people) => `${plural(people, 'person', 'people')} ${people === 1 ? 'needs' : 'need'} attention`,
};
