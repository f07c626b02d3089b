// Everyday words whose spelling misleads the rules, by number of syllables. Base forms: -s and -ed are found
// from them.
const BY_COUNT = {
  1: `braille eye eyes eyed hour hours our ours fire fired tired wire hire buy guy prayer queue shoes shoe build built guide
    guess guest bruise juice fruit suit heart hearth rhyme sure cure pure whole safe`,
  2: `hundred sacred naked hatred area:3 anyone:3 evening business quiet opaque layout wednesday safely safety ruin ruins reuse react riot lion being
    idea:3 ideas:3 fuel cruel poem poet diet dial vial trial real:1 really everyday:3 every several:2 chocolate:2 favorite:2
    different:2 family:2 camera:2 interest:2 restaurant:2 separate:2 comfortable:4 vegetable:3 temperature:3 average:2
    battery:3 history:2 generally:3 memory:3 maybe nineteen solely centre likewise scorecard homepage unique namesake
    marriage fashion filename colleague:2 rhythm buoy forehead science client giant peoples people person something sometimes
    somewhere someone nowhere cable title entire:3 expire:2 desire:2 require:2 acquire:2 admire:2 inquire:2 empire:2
    colonel:2 isle:1 aisle:1 island:2 coupon clothes:1 months:1 dose:1 doses:2 knowledge:2 vehicle:3 ratio:3 ratios:3`,
  3: `everything everyone everybody:4 everywhere apache violet february:4 january:4 behavior behaviour familiar:3 convenient:3
    convenience:3 transient:2 italian:3 brazilian:3 likelihood lifecycle initial:3 catalogue radio:3 video:3 studio:3
    issuer:3 boolean mosaic oasis usefulness whoever whatever however vietnamese:4 reusable:4 reused:2 society:4 anxiety:4
    royalty:3 hierarchy:4 algorithm:4 apostrophe:4 specifically:4 practically:4 entirely:4 identifier:5 laboratory:4
    beneficiary:6 proprietary:5 preamble ammonia:3 william:2 european:4 parliament:3 reaction cooperate:4 coordinate:4
    coordinator:5 cooperative:5 deactivate:4 reactivate:4 reinstate:3 reinstated:4 reinstatement:4 proactive:3
    initiative:4 unusual:4 usually:4 casually:4 usual:3 visual:3 actual:3 actually:4 annual:3 manual:3 gradual:3 hospital
    medicine medicines medical allergies allergy emergency:4 ambulance diabetes:4 asthma:2 vaccine:2 vaccines:2`,
};

/** A word may carry its own count, `area:3`, where it stands better beside its relatives. */
export const EXCEPTIONS = new Map(
  Object.entries(BY_COUNT).flatMap(([syllables, words]) =>
    words
      .trim()
      .split(/\s+/)
      .map((entry) => entry.split(':'))
      .map(([word, own]) => [word, Number(own ?? syllables)]),
  ),
);
