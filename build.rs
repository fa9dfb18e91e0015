//! Rebuilds the program when a file is added to the folders that are built into it.

fn main() {
    println!("cargo:rerun-if-changed=scenarios");
    println!("cargo:rerun-if-changed=assets");
}
