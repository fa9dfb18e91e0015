//! Grades for a learning management system.

use super::{export, export_company, rows};
use crate::support::{shipped_script, temp_dir};

#[test]
fn grades_are_overall_of_attempt_one() {
    let (data, to) = (export_company(), temp_dir());
    let out = to.path().join("grades.csv");
    export(data.path(), "grades", &out, &[]);
    let grades = rows(&out);
    let ada = grades.iter().find(|row| row["idnumber"] == "S4711X").expect("the trainee is in the report");
    assert!(ada["the-sofa"].parse::<u32>().is_ok_and(|grade| grade <= 100));
    assert_eq!(ada["the-last-bus"], "", "left early is no grade");
    assert_eq!(ada["the-oven-part"], "");
    assert!(ada.keys().all(|key| key == "idnumber" || shipped_script(key).id.as_str() == key));
}
