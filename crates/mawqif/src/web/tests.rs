//! Pages as browsers ask for them, without a network.
