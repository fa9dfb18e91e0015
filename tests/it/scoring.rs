//! Scoring: both worked examples of docs/scoring.md, and properties of every score.

use std::sync::Arc;

use proptest::prelude::*;
use rapport::encounter::{Decision, DecisionRecord, Encounter, Memory, Offered, Status};
use rapport::scenario::id::{BeatId, ChoiceId};
use rapport::scenario::model::{Act, Evidence, Mood, Outcome};
use rapport::scenario::principle::Principle;
use rapport::scoring::{
    Baseline, Conduct, Mark, Missing, RatioInterval, Scorecard, Tally, debrief, mark, missing, ratio_interval, wilson,
};

use super::random::Random;
use super::support::shipped_scripts;

fn evidence(weights: &[(Principle, i8)]) -> Evidence {
    let mut evidence = Evidence::default();
    for (principle, weight) in weights {
        evidence.0[principle.index()] = *weight;
    }
    evidence
}

fn decision(choices: &[(&str, Evidence)], chosen: &str) -> Decision {
    from_record(record(choices, chosen))
}

fn from_record(record: DecisionRecord) -> Decision {
    record.try_into().expect("there are at most nine replies")
}

fn record(choices: &[(&str, Evidence)], chosen: &str) -> DecisionRecord {
    let offered = choices.iter().map(|(id, evidence)| Offered {
        id: ChoiceId::from(*id),
        act: Act::Ask,
        earned: false,
        evidence: *evidence,
        recalls: false,
    });
    DecisionRecord::from_offer(BeatId::from("beat"), true, offered.collect(), ChoiceId::from(chosen))
}

const fn tally(gained: u32, span: u32, opportunities: u32) -> Tally {
    Tally { gained, span, opportunities }
}

#[test]
fn the_worked_example() {
    use Principle::{Grace, Listening, Trust};
    let decisions = [
        decision(
            &[
                ("a", evidence(&[(Listening, 2), (Grace, 1)])),
                ("b", evidence(&[])),
                ("c", evidence(&[(Listening, -1), (Grace, -2)])),
            ],
            "b",
        ),
        decision(&[("a", evidence(&[(Trust, 2)])), ("b", evidence(&[(Trust, -1), (Listening, 1)]))], "b"),
        decision(&[("a", evidence(&[(Trust, 1)])), ("b", evidence(&[(Trust, 1)]))], "a"),
    ];
    let card = Scorecard::from_decisions(&decisions);
    assert_eq!(card.overall, tally(3, 8, 2));
    assert_eq!(card.overall.percent(), Some(38));
    assert_eq!(card.principle(Listening), tally(2, 4, 2));
    assert_eq!(card.principle(Listening).percent(), Some(50));
    assert_eq!(card.principle(Grace).percent(), Some(67));
    assert_eq!(card.principle(Trust), tally(0, 3, 1));
    for principle in Principle::ALL.into_iter().filter(|p| ![Listening, Grace, Trust].contains(p)) {
        assert_eq!(card.principle(principle).percent(), None, "{}", principle.name());
    }
    assert_eq!(
        [mark(&decisions[0]), mark(&decisions[1]), mark(&decisions[2])],
        [Mark::Between, Mark::Worst, Mark::Even]
    );
}

#[test]
fn the_worked_exception() {
    use Principle::{Interest, Trust};
    let choices = [("a", evidence(&[(Trust, 2)])), ("b", evidence(&[(Interest, 1)]))];
    let best = Scorecard::from_decisions(&[decision(&choices, "a")]);
    assert_eq!((best.principle(Trust), best.principle(Interest)), (tally(2, 2, 1), Tally::NONE));
    assert_eq!(best.overall, tally(1, 1, 1));
    let other = Scorecard::from_decisions(&[decision(&choices, "b")]);
    assert_eq!((other.principle(Trust), other.principle(Interest)), (tally(0, 2, 1), tally(1, 1, 1)));
    assert_eq!(other.overall, tally(0, 1, 1));
}

#[test]
fn an_earned_reply_costs_nobody_who_did_not_take_it() {
    use Principle::Trust;
    let mut passed = record(
        &[("earned", evidence(&[(Trust, 2)])), ("good", evidence(&[(Trust, 1)])), ("poor", evidence(&[]))],
        "good",
    );
    passed.offered[0].earned = true;
    assert_eq!(Scorecard::from_decisions(&[from_record(passed.clone())]).overall, tally(1, 1, 1));
    let taken = DecisionRecord { chosen: ChoiceId::from("earned"), ..passed };
    assert_eq!(Scorecard::from_decisions(&[from_record(taken)]).overall, tally(2, 2, 1));
}

#[test]
fn a_later_visit_is_not_scored() {
    let decision = from_record(DecisionRecord {
        scored: false,
        ..record(&[("a", evidence(&[(Principle::Trust, 2)])), ("b", evidence(&[]))], "a")
    });
    assert_eq!(Scorecard::from_decisions(&[decision]), Scorecard::default());
}

#[test]
fn wilson_matches_the_published_formula() {
    // 5 of 10 at 10 opportunities, z = 1.6449: 0.5 -+ 0.2305 by hand.
    assert_eq!(wilson(tally(5, 10, 10)), Some((27, 73)));
    // 1 of 1 at one opportunity: from 1 / (1 + z^2) to 1.
    assert_eq!(wilson(tally(1, 1, 1)), Some((27, 100)));
    assert_eq!(wilson(Tally::NONE), None);
}

#[test]
fn the_interval_over_clusters_matches_the_contract() {
    // By hand: r = 12/20, residuals 0.6, -1.4, -0.4, 1.6, -0.4, v = 5/4 * 5.2/400, t(4) = 2.132: 0.6 -+ 0.2718.
    let clusters = [3, 1, 2, 4, 2].map(|gained| tally(gained, 4, 2));
    assert_eq!(ratio_interval(&clusters), RatioInterval::Bounds(33, 87));
    assert_eq!(ratio_interval(&clusters[..4]), RatioInterval::TooFewClusters(4));
    // One in which nothing was observed is no cluster.
    assert_eq!(ratio_interval(&[&clusters[..4], &[Tally::NONE]].concat()), RatioInterval::TooFewClusters(4));
    // Thirty alike: no spread at all.
    assert_eq!(ratio_interval(&[tally(3, 4, 1); 30]), RatioInterval::Bounds(75, 75));
    // Clipped to 0 to 100.
    let far = [tally(4, 4, 1), tally(4, 4, 1), tally(4, 4, 1), tally(0, 4, 1), tally(4, 4, 1)];
    assert_eq!(ratio_interval(&far), RatioInterval::Bounds(37, 100));
}

#[test]
fn a_principle_over_several_plays_is_withheld_until_enough_was_seen() {
    assert_eq!(missing(tally(2, 8, 4), 3), None);
    assert_eq!(missing(tally(2, 6, 3), 1), Some(Missing { opportunities: 1, scenarios: 2 }));
}

#[test]
fn percentages_are_rounded_half_up() {
    assert_eq!(tally(1, 8, 1).percent(), Some(13));
    assert_eq!(tally(1, 3, 1).percent(), Some(33));
    assert_eq!(tally(2, 3, 1).percent(), Some(67));
    assert_eq!(tally(0, 3, 1).percent(), Some(0));
}

#[test]
fn the_best_reply_each_time_scores_100_on_everything_observed() {
    for script in shipped_scripts() {
        for seed in 0..40 {
            let mut encounter = Encounter::start(script.clone(), seed, Memory::default());
            while encounter.status() == Status::Open {
                let first_visit = encounter.pending().map(|pending| pending.offered).unwrap_or_default();
                let best = (0..first_visit.len()).max_by_key(|n| first_visit[*n].evidence.total()).unwrap_or(0);
                encounter.choose_at(best, 0);
            }
            let card = Scorecard::from_decisions(&encounter.transcript().decisions);
            assert_eq!(card.overall.percent(), Some(100), "{}", script.id);
            for tally in card.principles {
                assert!(matches!(tally.percent(), None | Some(100)), "{}", script.id);
            }
        }
    }
}

#[test]
fn random_play_is_the_same_each_time_and_neither_nothing_nor_everything() {
    for script in shipped_scripts() {
        let baseline = Baseline::simulate(&script, 500);
        assert_eq!(baseline, Baseline::simulate(&script, 500));
        assert_eq!(baseline.simulated(), Some((500, 500)), "{}", script.id);
        let overall = baseline.overall().expect("the play has an overall score");
        assert!((200..800).contains(&overall), "{}: {overall}", script.id);
    }
}

#[test]
fn conduct_counts_what_was_chosen() {
    let ask = |id: &str, act: Act, named: bool, served: bool| {
        let mut record = record(&[(id, Evidence::default()), ("other", Evidence::default())], id);
        record.offered[0].act = act;
        record.offered[1].recalls = true;
        from_record(DecisionRecord { named, served, ..record })
    };
    let decisions =
        [ask("a", Act::Reflect, true, false), ask("b", Act::Offer, false, true), ask("c", Act::Request, true, false)];
    let conduct = Conduct::from_decisions(&decisions);
    assert_eq!((conduct.reflect, conduct.name_used, conduct.value_first), (1, 2, Some(true)));
    assert_eq!((conduct.recall.taken, conduct.recall.offered), (0, 1));
    assert_eq!(Conduct::from_decisions(&decisions[2..]).value_first, Some(false));
    assert_eq!(Conduct::from_decisions(&decisions[..1]).value_first, None);
}

fn any_record() -> impl Strategy<Value = DecisionRecord> {
    let weights = proptest::array::uniform8(-2_i8..=2);
    let choice = (weights, any::<bool>());
    (proptest::collection::vec(choice, 1..=9), any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(choices, chosen, scored)| DecisionRecord {
            scored,
            offered: choices
                .iter()
                .enumerate()
                .map(|(n, (weights, earned))| Offered {
                    id: ChoiceId::from(format!("c{n}").as_str()),
                    act: Act::Ask,
                    earned: *earned,
                    evidence: Evidence(*weights),
                    recalls: false,
                })
                .collect(),
            chosen: ChoiceId::from(format!("c{}", chosen.index(choices.len())).as_str()),
            ..record(&[], "c0")
        },
    )
}

fn any_decision() -> impl Strategy<Value = Decision> {
    any_record().prop_map(from_record)
}

proptest! {
    #[test]
    fn a_shuffled_order_changes_no_score(record in any_record(), by in 0_usize..9) {
        let mut shuffled = record.clone();
        let by = by % shuffled.offered.len();
        shuffled.offered.rotate_left(by);
        prop_assert_eq!(Scorecard::from_decisions(&[from_record(record)]), Scorecard::from_decisions(&[from_record(shuffled)]));
    }

    #[test]
    fn a_renamed_id_changes_no_score(record in any_record()) {
        let rename = |id: &ChoiceId| ChoiceId::from(format!("z{}", id.as_str()).as_str());
        let mut renamed = record.clone();
        renamed.chosen = rename(&renamed.chosen);
        renamed.offered.iter_mut().for_each(|offered| offered.id = rename(&offered.id));
        prop_assert_eq!(Scorecard::from_decisions(&[from_record(record)]), Scorecard::from_decisions(&[from_record(renamed)]));
    }

    #[test]
    fn a_decision_is_written_and_read_back(record in any_record()) {
        let decision = from_record(record.clone());
        prop_assert_eq!(DecisionRecord::from(decision.clone()), record);
        let json = serde_json::to_string(&decision).expect("a decision is plain data");
        prop_assert_eq!(serde_json::from_str::<Decision>(&json).expect("it is read back"), decision);
    }

    #[test]
    fn sums_over_decisions_equal_the_play(decisions in proptest::collection::vec(any_decision(), 0..12)) {
        let sum = decisions.iter().map(|one| Scorecard::from_decisions(std::slice::from_ref(one)))
            .fold(Scorecard::default(), |sum, card| sum.plus(&card));
        prop_assert_eq!(sum, Scorecard::from_decisions(&decisions));
    }

    #[test]
    fn gained_lies_within_span_and_the_interval_around_the_score(decisions in proptest::collection::vec(any_decision(), 1..12)) {
        let card = Scorecard::from_decisions(&decisions);
        for tally in card.principles.into_iter().chain([card.overall]) {
            prop_assert!(tally.gained <= tally.span);
            if let (Some(percent), Some((low, high))) = (tally.percent(), wilson(tally)) {
                prop_assert!(low <= percent && percent <= high, "{low} {percent} {high}");
            }
        }
    }
}

/// Plays every shipped scenario several times, by chance, and reads what the debrief says.
#[test]
fn no_sentence_of_a_debrief_contradicts_what_the_trainee_saw() {
    let mut random = Random::from_seed(20_261_130);
    let (mut crossed, mut glad_and_lost) = (0, 0);
    for script in shipped_scripts() {
        for seed in 0..40 {
            let mut encounter = Encounter::start(Arc::clone(&script), seed, Memory::default());
            while encounter.status() == Status::Open {
                let offers = encounter.offers().len();
                encounter.choose_at(random.below(offers), 1_000);
            }
            let turns = debrief::turns(&encounter, "Sam");
            let conduct = Conduct::from_decisions(&encounter.transcript().decisions);
            let words = debrief::conduct_words(&conduct, turns.len());
            let names: Vec<&str> = (script.people.iter().zip(encounter.cast()))
                .flat_map(|(person, cast)| person.personas[usize::from(*cast)].1.name.split(' '))
                .filter(|word| !["Mr", "Mrs", "Ms", "Miss", "Dr"].contains(word))
                .collect();
            let says_name = |turn: &&debrief::Turn| {
                turn.spoken && turn.words.split(|c: char| !c.is_alphanumeric()).any(|word| names.contains(&word))
            };
            let used = turns.iter().filter(says_name).count();
            let at = format!("{} {seed}", script.id);
            assert!(
                usize::try_from(conduct.name_used).is_ok_and(|counted| counted >= used),
                "{at}: {used} times: {words}"
            );
            // Each person has their own needs, under their own name.
            for need in debrief::needs(&encounter) {
                let cast = usize::from(encounter.cast()[need.of.index()]);
                assert_eq!(need.person, script.person(need.of).personas[cast].1.name, "{at}");
            }
            // How it ended and how the person feels are not left side by side without a word.
            let mood = encounter.state().mood(encounter.beat().with);
            let outcome = encounter.transcript().outcome;
            let is_cross = matches!(mood, Mood::Furious | Mood::Angry | Mood::Annoyed);
            let is_glad = matches!(mood, Mood::Pleased | Mood::Delighted);
            let contradicts = match outcome {
                Some(Outcome::Solved | Outcome::Agreed) => is_cross,
                Some(Outcome::Lost) => is_glad,
                _ => false,
            };
            assert_eq!(debrief::mood_beside_outcome(&encounter).is_some(), contradicts, "{at}: {outcome:?}, {mood:?}");
            crossed += u32::from(contradicts && is_cross);
            glad_and_lost += u32::from(contradicts && is_glad);
            let mut sentences = vec![words];
            sentences.extend(debrief::promises(&encounter, "Sam"));
            sentences.extend(debrief::claims(&encounter));
            sentences.extend(debrief::mood_beside_outcome(&encounter));
            for sentence in sentences {
                assert!(!sentence.contains("  ") && !sentence.contains(" ."), "{at}: {sentence}");
                assert!(!sentence.contains("..") && !sentence.ends_with(' '), "{at}: {sentence}");
            }
        }
    }
    assert!(crossed > 0, "some play ends well with somebody cross");
    println!("{crossed} plays ended well with somebody cross, {glad_and_lost} were lost with somebody glad");
}
