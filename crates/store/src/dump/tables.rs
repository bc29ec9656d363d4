//! Which tables and columns a dump holds: all but the one that says which steps the tables have had.
//! A table comes after those that it refers to. A test compares this with the databases, so that no later step can be forgotten here.

use mawqif_core::record::encoding::NUMBER_LIMIT;

use super::format::Value;
use crate::{
    database::{Kind, statement::Row},
    error::Error,
};

pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
    /// How many of the columns, which come first, are the primary key.
    key: usize,
}

pub(super) struct Column {
    pub(super) name: &'static str,
    holds: Holds,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Text,
    Number,
    Bytes,
}

const fn text(name: &'static str) -> Column {
    Column { name, holds: Holds::Text }
}

const fn number(name: &'static str) -> Column {
    Column { name, holds: Holds::Number }
}

const fn bytes(name: &'static str) -> Column {
    Column { name, holds: Holds::Bytes }
}

pub(super) const TABLES: [Table; 31] = [
    Table {
        name: "cases",
        columns: &[text("case_id"), text("origin"), number("created"), number("size")],
        key: 1,
    },
    Table {
        name: "entries",
        columns: &[
            text("case_id"),
            number("seq"),
            number("time"),
            text("actor"),
            text("kind"),
            number("version"),
            bytes("salt"),
            text("payload"),
            bytes("commitment"),
            bytes("leaf"),
        ],
        key: 2,
    },
    Table { name: "checkpoints", columns: &[text("case_id"), number("size"), text("note")], key: 2 },
    Table {
        name: "outcomes",
        columns: &[
            text("case_id"),
            text("account_id"),
            text("idempotency_key"),
            text("outcome"),
            number("time"),
        ],
        key: 3,
    },
    Table {
        name: "urns",
        columns: &[text("case_id"), number("ballot"), text("choice"), number("slips")],
        key: 3,
    },
    Table {
        name: "cosignatures",
        columns: &[
            text("case_id"),
            text("witness"),
            number("size"),
            text("line"),
            text("account_id"),
            number("time"),
        ],
        key: 2,
    },
    Table {
        name: "report_imports",
        columns: &[
            text("case_id"),
            number("number"),
            text("account_id"),
            number("time"),
            text("name"),
            bytes("sha256"),
            number("size"),
            text("mapping"),
            text("grade"),
            text("format"),
            number("rows_read"),
            number("rows_taken"),
            number("rows_doubted"),
            bytes("root"),
            number("rows_before"),
            bytes("basis"),
            bytes("claim"),
            number("claimed_until"),
        ],
        key: 2,
    },
    Table {
        name: "report_parts",
        columns: &[text("case_id"), number("number"), number("part"), bytes("bytes")],
        key: 3,
    },
    Table {
        name: "report_names",
        columns: &[text("case_id"), number("number"), number("name"), text("words")],
        key: 3,
    },
    Table {
        name: "reports",
        columns: &[
            text("case_id"),
            number("number"),
            number("report"),
            number("first_day"),
            number("last_day"),
            number("within_days"),
            number("latitude"),
            number("longitude"),
            number("kind"),
            number("subkind"),
            number("actor"),
            number("against"),
            number("place"),
            number("district"),
            number("region"),
            number("origin"),
            number("killed_low"),
            number("killed"),
            number("killed_high"),
            text("external_id"),
        ],
        key: 3,
    },
    Table {
        name: "report_doubts",
        columns: &[
            text("case_id"),
            number("number"),
            number("doubt"),
            number("report"),
            number("line"),
            text("kind"),
            text("words"),
        ],
        key: 3,
    },
    Table {
        name: "report_tallies",
        columns: &[
            text("case_id"),
            number("number"),
            text("commitment"),
            text("area"),
            bytes("days"),
            number("undated"),
            number("uncounted"),
        ],
        key: 4,
    },
    Table {
        name: "gateways",
        columns: &[
            text("case_id"),
            number("gateway"),
            bytes("token_hash"),
            text("label"),
            text("account_id"),
            number("created"),
            number("used"),
            number("received"),
            number("revoked"),
            number("turned_away"),
        ],
        key: 2,
    },
    Table {
        name: "messages",
        columns: &[
            text("case_id"),
            number("message"),
            bytes("name"),
            bytes("content"),
            number("gateway"),
            text("account_id"),
            number("time"),
            number("sent"),
            text("sent_to"),
            text("sender"),
            bytes("sealed"),
            text("words"),
            text("ended"),
            number("ended_time"),
            text("ended_by"),
            number("entry"),
            text("reason"),
            bytes("claim"),
            number("claimed_until"),
            number("repeats"),
            number("repeated"),
        ],
        key: 2,
    },
    Table {
        name: "muted_senders",
        columns: &[
            text("case_id"),
            text("sender"),
            text("account_id"),
            number("time"),
            text("reason"),
            number("turned_away"),
            number("last_turned"),
        ],
        key: 2,
    },
    Table {
        name: "sealed_files",
        columns: &[text("case_id"), bytes("sha256"), bytes("blob"), number("size"), number("time")],
        key: 2,
    },
    Table {
        name: "sealed_parts",
        columns: &[text("case_id"), bytes("blob"), number("part"), number("time"), bytes("bytes")],
        key: 3,
    },
    Table {
        name: "polls",
        columns: &[
            text("case_id"),
            number("poll"),
            number("closes"),
            number("sealed"),
            bytes("sealer"),
            number("turn"),
            number("rules"),
            number("lists"),
            number("people"),
            number("statements"),
            number("codes"),
            text("result"),
            bytes("salt"),
            number("emptied"),
        ],
        key: 2,
    },
    Table {
        name: "poll_statements",
        columns: &[
            text("case_id"),
            number("poll"),
            number("statement"),
            text("text"),
            bytes("form"),
            number("author"),
            text("state"),
            text("reason"),
            text("ties"),
            text("about"),
        ],
        key: 3,
    },
    Table {
        name: "poll_codes",
        columns: &[
            text("case_id"),
            number("poll"),
            number("code"),
            bytes("code_hash"),
            text("label"),
            number("quota"),
            number("used"),
            number("again"),
            text("path"),
            text("channel"),
            text("blocked"),
        ],
        key: 3,
    },
    Table {
        name: "poll_participants",
        columns: &[
            text("case_id"),
            number("poll"),
            number("participant"),
            bytes("token_hash"),
            text("ballot"),
            text("mark"),
            number("code"),
            text("channel"),
            text("path"),
            number("day"),
            text("blocked"),
        ],
        key: 3,
    },
    Table {
        name: "poll_votes",
        columns: &[
            text("case_id"),
            number("poll"),
            number("participant"),
            number("statement"),
            number("vote"),
            number("turn"),
        ],
        key: 4,
    },
    Table {
        name: "poll_batches",
        columns: &[text("case_id"), number("poll"), bytes("batch"), number("first_code"), number("made")],
        key: 3,
    },
    Table {
        name: "poll_told",
        columns: &[text("case_id"), number("poll"), number("people"), text("told"), number("serial")],
        key: 2,
    },
    Table {
        name: "accounts",
        columns: &[
            text("account_id"),
            text("name"),
            text("email"),
            text("password"),
            bytes("totp"),
            number("totp_step"),
            text("locale"),
            number("created"),
            number("disabled"),
            text("shared_address"),
        ],
        key: 1,
    },
    Table {
        name: "recovery_codes",
        columns: &[text("account_id"), bytes("code_hash"), number("used")],
        key: 2,
    },
    Table {
        name: "sessions",
        columns: &[
            bytes("token_hash"),
            text("account_id"),
            number("created"),
            number("seen"),
            number("expires"),
            text("agent"),
            number("confirmed"),
        ],
        key: 1,
    },
    Table {
        name: "invitations",
        columns: &[
            bytes("token_hash"),
            text("case_id"),
            text("role"),
            text("body"),
            text("account_id"),
            number("expires"),
            number("used"),
            text("accepted_by"),
        ],
        key: 1,
    },
    Table {
        name: "logins",
        columns: &[bytes("token_hash"), text("account_id"), number("expires"), number("tries")],
        key: 1,
    },
    Table {
        name: "api_tokens",
        columns: &[
            bytes("token_hash"),
            text("account_id"),
            text("label"),
            text("scopes"),
            number("created"),
            number("expires"),
            number("revoked"),
        ],
        key: 1,
    },
    Table {
        name: "mails",
        columns: &[
            text("mail_id"),
            text("recipient"),
            text("subject"),
            text("body"),
            number("due"),
            number("attempts"),
            number("sent"),
        ],
        key: 1,
    },
];

impl Table {
    /// The statement that reads all rows in the order of their keys, compared byte by byte.
    pub(super) fn select(&self, kind: Kind) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let by_bytes = match kind {
            Kind::Sqlite => "COLLATE BINARY",
            Kind::Postgres => "COLLATE \"C\"",
        };
        let order = self.columns.iter().take(self.key).map(|column| match column.holds {
            Holds::Text => format!("{} {by_bytes}", column.name),
            Holds::Number | Holds::Bytes => column.name.to_owned(),
        });
        let order: Vec<String> = order.collect();
        format!("SELECT {} FROM {} ORDER BY {}", columns.join(", "), self.name, order.join(", "))
    }

    pub(super) fn values(&self, row: &Row) -> Result<Vec<Value>, Error> {
        let value = |(at, column): (usize, &Column)| {
            Ok(match column.holds {
                Holds::Text => row.maybe_text(at)?.map(Value::Text),
                Holds::Number => row.maybe_number(at)?.map(Value::Number),
                Holds::Bytes => row.maybe_bytes(at)?.map(Value::Bytes),
            }
            .unwrap_or(Value::Null))
        };
        self.columns.iter().enumerate().map(value).collect()
    }

    pub(super) fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl Column {
    /// Whether either database can hold a value in this column.
    pub(super) fn takes(&self, value: &Value) -> bool {
        match value {
            Value::Null => true,
            Value::Text(text) => self.holds == Holds::Text && !text.contains('\0'),
            Value::Number(number) => self.holds == Holds::Number && *number <= NUMBER_LIMIT,
            Value::Bytes(_) => self.holds == Holds::Bytes,
        }
    }

    /// How a value is bound that is not there: databases want to know of which kind it would be.
    pub(super) fn bind(
        &self,
        statement: crate::database::statement::Statement,
        value: &Value,
    ) -> crate::database::statement::Statement {
        match (value, self.holds) {
            (Value::Text(text), _) => statement.text(text),
            (Value::Number(number), _) => statement.number(*number),
            (Value::Bytes(bytes), _) => statement.bytes(bytes),
            (Value::Null, Holds::Text) => statement.maybe_text(None),
            (Value::Null, Holds::Number) => statement.maybe_number(None),
            (Value::Null, Holds::Bytes) => statement.maybe_bytes(None),
        }
    }
}

#[cfg(test)]
mod tests;
