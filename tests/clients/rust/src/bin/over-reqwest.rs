//! Runs the table of cases over reqwest. `STAGE_URL` names the stage.

#[tokio::main(flavor = "current_thread")]
async fn main() {
    rust_clients::run(&std::env::var("STAGE_URL").expect("STAGE_URL")).await;
}
