#[test] fn compiles() {}
