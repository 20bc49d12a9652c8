/** What the titles of columns say of the rows, where they do not simply say that these are the names. */

/** No title at all, or one that says what a row is about rather than what it is called. */
export const WEAK_NAMES = /^(?:|description|beschreibung|action|what|goal|function|use)$/i;

/** What no row is called by. */
export const INCIDENTAL_TITLE =
  /^(?:notes?|comments?|remarks?|details|dependenc(?:y|ies)|priority|due|date|updated|last updated)$/i;

/** First columns of tables whose rows are nobody's work, though they may well have a status. */
export const NO_WORK =
  /^(?:|metrics?|kpis?|terms?|words?|risks?|blockers?|questions?|decisions?|roles?|options?|settings?|parameters?|variables?|environment|commands?|columns?|keys?|status|marks?|icons?|dates?|criteri(?:on|a)|assumptions?|dependenc(?:y|ies)|checks?|gates?|risiko|risiken)$/i;
