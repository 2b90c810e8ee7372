//! What a customer has agreed with the firm: working hours, factors, rates and what stands on each invoice.

pub mod hours;
