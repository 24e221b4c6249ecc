//! What else std would bring: a panic handler. Std's own costs 6 kB (measured for the prototype, November 2026).

/// A panic ends as a trap, which JavaScript sees as a `RuntimeError`.
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
