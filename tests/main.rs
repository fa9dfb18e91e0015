//! All integration tests in one binary.
#[test]
fn sample(){
    let p = "tests/scenarios/good/the-sofa-that-never-came.ron";
    let r = rapport::scenario::read::Reading::new(p, "the-sofa-that-never-came", std::fs::read(p).unwrap());
    let v = rapport::scenario::village::Village::default();
    let l = r.link(rapport::scenario::link::World{village:&v, catalogue:None});
    println!("{}", rapport::diagnostic::render_text(&l.source, &l.diagnostics));
    let s = std::sync::Arc::new(l.script.unwrap());
    let mut e = rapport::encounter::Encounter::start(s.clone(), 7, Default::default());
    e.act("have-your-notes", 0).unwrap();
    e.act("before-nine", 0).unwrap();
    println!("{}", serde_json::to_string_pretty(&e.transcript()).unwrap());
    println!("{:?}", rapport::scoring::Scorecard::of(&e.transcript().decisions));
    let t=std::time::Instant::now();
    println!("{:?}", rapport::scoring::Baseline::simulate(&s, 10000));
    println!("{:?}", t.elapsed());
    let t=std::time::Instant::now();
    let mut n=0u64;
    for seed in 0..1_000_000 { e.restart(seed); while e.status()==rapport::encounter::Status::Open { e.act_at(0,0); n+=1; } }
    println!("{n} in {:?}", t.elapsed());
}
