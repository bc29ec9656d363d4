//! Any text can be pasted as messages: reading is total, and none of them is empty or beyond the limit.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mawqif_core::followup::{
    calendar::Order,
    messages::{PASTED_LIMIT, read, when},
};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for order in [Order::Plain, Order::DayFirst, Order::MonthFirst] {
        let pasted = read(&text, order);
        assert!(pasted.messages.len() <= PASTED_LIMIT);
        let mut line = 0;
        for message in &pasted.messages {
            assert!(message.line > line, "messages stand in their order");
            line = message.line;
            assert!(!message.words.is_empty() || message.sender.is_some());
        }
        let _ = when(&text, order);
    }
});
