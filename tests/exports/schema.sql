-- Rapport: two tables, one row a play and one row a decision. For training and feedback; not for
-- hiring, pay or dismissal.

CREATE TABLE IF NOT EXISTS encounters (
    "play" text,
    "person" text,
    "trainee" text,
    "staff" text,
    "team" text,
    "scenario" text,
    "title" text,
    "kind" text,
    "language" text,
    "content_hash" text,
    "play_hash" text,
    "rules" bigint,
    "source" text,
    "attempt" bigint,
    "practice" boolean,
    "rewound" boolean,
    "course" text,
    "pass" bigint,
    "status" text,
    "started" timestamptz,
    "minutes" bigint,
    "decisions" bigint,
    "seed" bigint,
    "ending" text,
    "outcome" text,
    "cast" text,
    "people" text,
    "needs_personal" bigint,
    "needs_personal_found" bigint,
    "needs_personal_served" bigint,
    "needs_functional" bigint,
    "needs_functional_found" bigint,
    "needs_functional_served" bigint,
    "needs_group" bigint,
    "needs_group_found" bigint,
    "needs_group_served" bigint,
    "needs_organisational" bigint,
    "needs_organisational_found" bigint,
    "needs_organisational_served" bigint,
    "promises_made" bigint,
    "promises_kept" bigint,
    "promises_broken" bigint,
    "promises_open" bigint,
    "claims" bigint,
    "claims_checked" bigint,
    "claims_believed" bigint,
    "reflect" bigint,
    "acknowledge" bigint,
    "ask" bigint,
    "inform" bigint,
    "advise" bigint,
    "name_used" bigint,
    "recall_taken" bigint,
    "recall_offered" bigint,
    "value_first" boolean,
    "overall_gained" bigint,
    "overall_span" bigint,
    "overall_moments" bigint,
    "relationship_gained" bigint,
    "relationship_span" bigint,
    "relationship_moments" bigint,
    "interest_gained" bigint,
    "interest_span" bigint,
    "interest_moments" bigint,
    "listening_gained" bigint,
    "listening_span" bigint,
    "listening_moments" bigint,
    "value_gained" bigint,
    "value_span" bigint,
    "value_moments" bigint,
    "presence_gained" bigint,
    "presence_span" bigint,
    "presence_moments" bigint,
    "equality_gained" bigint,
    "equality_span" bigint,
    "equality_moments" bigint,
    "trust_gained" bigint,
    "trust_span" bigint,
    "trust_moments" bigint,
    "grace_gained" bigint,
    "grace_span" bigint,
    "grace_moments" bigint,
    "promises_missed" bigint,
    PRIMARY KEY (play)
);
COMMENT ON COLUMN encounters."play" IS 'the play; the same in every export (a UUID)';
COMMENT ON COLUMN encounters."person" IS 'who played: staff number, else profile id, else pseudonym; the same over plays';
COMMENT ON COLUMN encounters."trainee" IS 'what they want to be called, or their pseudonym';
COMMENT ON COLUMN encounters."staff" IS 'their staff number; empty with pseudonyms';
COMMENT ON COLUMN encounters."team" IS 'their team at the time of the export';
COMMENT ON COLUMN encounters."scenario" IS 'the scenario (an id)';
COMMENT ON COLUMN encounters."title" IS 'the scenario''s title';
COMMENT ON COLUMN encounters."kind" IS 'what sort of encounter it is';
COMMENT ON COLUMN encounters."language" IS 'the scenario''s language; empty if the scenario cannot be read any more, or names no language that is a tag (a language tag)';
COMMENT ON COLUMN encounters."content_hash" IS 'fingerprint of all the scenario said (64 hexadecimal digits)';
COMMENT ON COLUMN encounters."play_hash" IS 'fingerprint of how it plays, without its words (64 hexadecimal digits)';
COMMENT ON COLUMN encounters."rules" IS 'version of the rules of engine and scoring (1 and up)';
COMMENT ON COLUMN encounters."source" IS 'a trainee''s play, one of an encounter that follows from another and is counted apart, a coach trying a file, or choices on a command line (play, follow-up, tryout, script)';
COMMENT ON COLUMN encounters."attempt" IS 'which play of the scenario by this person it is; empty where source is tryout or script (1 and up)';
COMMENT ON COLUMN encounters."practice" IS 'whether it is for practice: any but the first, and whatever was rewound';
COMMENT ON COLUMN encounters."rewound" IS 'whether a decision was taken back';
COMMENT ON COLUMN encounters."course" IS 'the course it was started from (an id)';
COMMENT ON COLUMN encounters."pass" IS 'overall at which that course counts a play as passed (per cent, 0 to 100)';
COMMENT ON COLUMN encounters."status" IS 'where the play stands; only completed ones are scored (open, completed, abandoned, stuck)';
COMMENT ON COLUMN encounters."started" IS 'when the first decision was taken (UTC)';
COMMENT ON COLUMN encounters."minutes" IS 'from the first decision to the last (whole minutes, rounded half up)';
COMMENT ON COLUMN encounters."decisions" IS 'how many decisions stand (0 to 100)';
COMMENT ON COLUMN encounters."seed" IS 'the seed it was played with (0 to 2^53-1)';
COMMENT ON COLUMN encounters."ending" IS 'the beat it ended at (an id)';
COMMENT ON COLUMN encounters."outcome" IS 'how it ended for the matter itself (Solved, Agreed, Referred, Lost)';
COMMENT ON COLUMN encounters."cast" IS 'who was cast in a twin, as person=cast';
COMMENT ON COLUMN encounters."people" IS 'each person''s rapport, 0 to 100, and mood at the end';
COMMENT ON COLUMN encounters."needs_personal" IS 'personal needs that people had (count)';
COMMENT ON COLUMN encounters."needs_personal_found" IS 'personal needs that were said or found (count)';
COMMENT ON COLUMN encounters."needs_personal_served" IS 'personal needs that were served (count)';
COMMENT ON COLUMN encounters."needs_functional" IS 'functional needs that people had (count)';
COMMENT ON COLUMN encounters."needs_functional_found" IS 'functional needs that were said or found (count)';
COMMENT ON COLUMN encounters."needs_functional_served" IS 'functional needs that were served (count)';
COMMENT ON COLUMN encounters."needs_group" IS 'group needs that people had (count)';
COMMENT ON COLUMN encounters."needs_group_found" IS 'group needs that were said or found (count)';
COMMENT ON COLUMN encounters."needs_group_served" IS 'group needs that were served (count)';
COMMENT ON COLUMN encounters."needs_organisational" IS 'organisational needs that people had (count)';
COMMENT ON COLUMN encounters."needs_organisational_found" IS 'organisational needs that were said or found (count)';
COMMENT ON COLUMN encounters."needs_organisational_served" IS 'organisational needs that were served (count)';
COMMENT ON COLUMN encounters."promises_made" IS 'promises the trainee made (count)';
COMMENT ON COLUMN encounters."promises_kept" IS 'promises kept in it, those of other plays included (count)';
COMMENT ON COLUMN encounters."promises_broken" IS 'promises broken by what was said in it, those of other plays included (count)';
COMMENT ON COLUMN encounters."promises_open" IS 'of those made, still open at the end (count)';
COMMENT ON COLUMN encounters."claims" IS 'things said beforehand that could be checked (count)';
COMMENT ON COLUMN encounters."claims_checked" IS 'of them looked into (count)';
COMMENT ON COLUMN encounters."claims_believed" IS 'of them taken for a fact (count)';
COMMENT ON COLUMN encounters."reflect" IS 'said back what was heard (count of turns)';
COMMENT ON COLUMN encounters."acknowledge" IS 'showed that it counts (count of turns)';
COMMENT ON COLUMN encounters."ask" IS 'asked something (count of turns)';
COMMENT ON COLUMN encounters."inform" IS 'gave information (count of turns)';
COMMENT ON COLUMN encounters."advise" IS 'gave advice (count of turns)';
COMMENT ON COLUMN encounters."name_used" IS 'named somebody (count of turns)';
COMMENT ON COLUMN encounters."recall_taken" IS 'replies taken that come back to something said earlier (count)';
COMMENT ON COLUMN encounters."recall_offered" IS 'such replies that were on offer (count)';
COMMENT ON COLUMN encounters."value_first" IS 'whether an offer or something served came before the first request; empty if there was neither';
COMMENT ON COLUMN encounters."overall_gained" IS 'what was gained overall; empty if not completed, or nothing was observed (0 to the span)';
COMMENT ON COLUMN encounters."overall_span" IS 'what could be gained overall; empty if not completed, or nothing was observed (1 and up)';
COMMENT ON COLUMN encounters."overall_moments" IS 'at how many decisions there was a difference to make overall; empty if not completed, or nothing was observed (1 and up)';
COMMENT ON COLUMN encounters."relationship_gained" IS 'what was gained on Relationship (P1); empty if not observed (0 to the span)';
COMMENT ON COLUMN encounters."relationship_span" IS 'what could be gained on Relationship (P1); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."relationship_moments" IS 'at how many decisions there was a difference to make on Relationship (P1); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."interest_gained" IS 'what was gained on Interest (P2); empty if not observed (0 to the span)';
COMMENT ON COLUMN encounters."interest_span" IS 'what could be gained on Interest (P2); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."interest_moments" IS 'at how many decisions there was a difference to make on Interest (P2); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."listening_gained" IS 'what was gained on Listening (P3); empty if not observed (0 to the span)';
COMMENT ON COLUMN encounters."listening_span" IS 'what could be gained on Listening (P3); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."listening_moments" IS 'at how many decisions there was a difference to make on Listening (P3); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."value_gained" IS 'what was gained on Value (P4); empty if not observed (0 to the span)';
COMMENT ON COLUMN encounters."value_span" IS 'what could be gained on Value (P4); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."value_moments" IS 'at how many decisions there was a difference to make on Value (P4); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."presence_gained" IS 'what was gained on Presence (P5); empty if not observed (0 to the span)';
COMMENT ON COLUMN encounters."presence_span" IS 'what could be gained on Presence (P5); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."presence_moments" IS 'at how many decisions there was a difference to make on Presence (P5); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."equality_gained" IS 'what was gained on Equality (P6); empty if not observed (0 to the span)';
COMMENT ON COLUMN encounters."equality_span" IS 'what could be gained on Equality (P6); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."equality_moments" IS 'at how many decisions there was a difference to make on Equality (P6); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."trust_gained" IS 'what was gained on Trust (P7); empty if not observed (0 to the span)';
COMMENT ON COLUMN encounters."trust_span" IS 'what could be gained on Trust (P7); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."trust_moments" IS 'at how many decisions there was a difference to make on Trust (P7); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."grace_gained" IS 'what was gained on Grace (P8); empty if not observed (0 to the span)';
COMMENT ON COLUMN encounters."grace_span" IS 'what could be gained on Grace (P8); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."grace_moments" IS 'at how many decisions there was a difference to make on Grace (P8); empty if not observed (1 and up)';
COMMENT ON COLUMN encounters."promises_missed" IS 'promises missed on the evening of the day that it ended, since nobody came; not among those broken (count)';

CREATE TABLE IF NOT EXISTS decisions (
    "play" text,
    "number" bigint,
    "scenario" text,
    "content_hash" text,
    "play_hash" text,
    "rules" bigint,
    "source" text,
    "attempt" bigint,
    "practice" boolean,
    "status" text,
    "started" timestamptz,
    "beat" text,
    "scored" boolean,
    "offered" text,
    "chosen" text,
    "act" text,
    "named" boolean,
    "served" boolean,
    "overall_gained" bigint,
    "overall_span" bigint,
    "relationship_gained" bigint,
    "relationship_span" bigint,
    "interest_gained" bigint,
    "interest_span" bigint,
    "listening_gained" bigint,
    "listening_span" bigint,
    "value_gained" bigint,
    "value_span" bigint,
    "presence_gained" bigint,
    "presence_span" bigint,
    "equality_gained" bigint,
    "equality_span" bigint,
    "trust_gained" bigint,
    "trust_span" bigint,
    "grace_gained" bigint,
    "grace_span" bigint,
    PRIMARY KEY (play, number)
);
COMMENT ON COLUMN decisions."play" IS 'the play, as in the table of encounters (a UUID)';
COMMENT ON COLUMN decisions."number" IS 'which decision of the play it is (1 to 100)';
COMMENT ON COLUMN decisions."scenario" IS 'the scenario (an id)';
COMMENT ON COLUMN decisions."content_hash" IS 'fingerprint of all the scenario said (64 hexadecimal digits)';
COMMENT ON COLUMN decisions."play_hash" IS 'fingerprint of how it plays, without its words (64 hexadecimal digits)';
COMMENT ON COLUMN decisions."rules" IS 'version of the rules of engine and scoring (1 and up)';
COMMENT ON COLUMN decisions."source" IS 'where the play came from (play, follow-up, tryout, script)';
COMMENT ON COLUMN decisions."attempt" IS 'which play of the scenario by this person it is (1 and up)';
COMMENT ON COLUMN decisions."practice" IS 'whether the play is for practice';
COMMENT ON COLUMN decisions."status" IS 'where the play stands; only completed ones are scored (open, completed, abandoned, stuck)';
COMMENT ON COLUMN decisions."started" IS 'when the play''s first decision was taken (UTC)';
COMMENT ON COLUMN decisions."beat" IS 'the moment in the scenario (an id)';
COMMENT ON COLUMN decisions."scored" IS 'whether it is the beat''s first visit; later ones carry no evidence';
COMMENT ON COLUMN decisions."offered" IS 'all that was on offer, in the order shown: each reply''s id, * if good play unlocked it, and its weights, -2 to 2, by principle (replies parted by |)';
COMMENT ON COLUMN decisions."chosen" IS 'what was chosen of it (an id)';
COMMENT ON COLUMN decisions."act" IS 'what kind of turn that is';
COMMENT ON COLUMN decisions."named" IS 'whether somebody was named in it';
COMMENT ON COLUMN decisions."served" IS 'whether it served a need';
COMMENT ON COLUMN decisions."overall_gained" IS 'what was gained overall; empty if there was no difference to make (0 to the span)';
COMMENT ON COLUMN decisions."overall_span" IS 'what could be gained overall; empty if there was no difference to make (1 and up)';
COMMENT ON COLUMN decisions."relationship_gained" IS 'what was gained on Relationship (P1); empty if there was no difference to make (0 to the span)';
COMMENT ON COLUMN decisions."relationship_span" IS 'what could be gained on Relationship (P1); empty if there was no difference to make (1 and up)';
COMMENT ON COLUMN decisions."interest_gained" IS 'what was gained on Interest (P2); empty if there was no difference to make (0 to the span)';
COMMENT ON COLUMN decisions."interest_span" IS 'what could be gained on Interest (P2); empty if there was no difference to make (1 and up)';
COMMENT ON COLUMN decisions."listening_gained" IS 'what was gained on Listening (P3); empty if there was no difference to make (0 to the span)';
COMMENT ON COLUMN decisions."listening_span" IS 'what could be gained on Listening (P3); empty if there was no difference to make (1 and up)';
COMMENT ON COLUMN decisions."value_gained" IS 'what was gained on Value (P4); empty if there was no difference to make (0 to the span)';
COMMENT ON COLUMN decisions."value_span" IS 'what could be gained on Value (P4); empty if there was no difference to make (1 and up)';
COMMENT ON COLUMN decisions."presence_gained" IS 'what was gained on Presence (P5); empty if there was no difference to make (0 to the span)';
COMMENT ON COLUMN decisions."presence_span" IS 'what could be gained on Presence (P5); empty if there was no difference to make (1 and up)';
COMMENT ON COLUMN decisions."equality_gained" IS 'what was gained on Equality (P6); empty if there was no difference to make (0 to the span)';
COMMENT ON COLUMN decisions."equality_span" IS 'what could be gained on Equality (P6); empty if there was no difference to make (1 and up)';
COMMENT ON COLUMN decisions."trust_gained" IS 'what was gained on Trust (P7); empty if there was no difference to make (0 to the span)';
COMMENT ON COLUMN decisions."trust_span" IS 'what could be gained on Trust (P7); empty if there was no difference to make (1 and up)';
COMMENT ON COLUMN decisions."grace_gained" IS 'what was gained on Grace (P8); empty if there was no difference to make (0 to the span)';
COMMENT ON COLUMN decisions."grace_span" IS 'what could be gained on Grace (P8); empty if there was no difference to make (1 and up)';
