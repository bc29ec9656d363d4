//! Which column of a table tells what.
//!
//! The columns of the two public collections of armed events, and those of a plain table in English or
//! Arabic, are known by their names. Whoever has another table names its columns: `date=التاريخ`.

use super::{calendar::folded, table::TableFault};

/// What a column can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// What the row is called.
    Id,
    /// The first day.
    Date,
    /// The last day.
    End,
    /// How surely the day is known.
    DatePrecision,
    /// Latitude.
    Latitude,
    /// Longitude.
    Longitude,
    /// What kind of event.
    Kind,
    /// What kind within that.
    Subkind,
    /// One side.
    Actor,
    /// The other side.
    Against,
    /// A place.
    Place,
    /// The district it is in.
    District,
    /// The region that is in.
    Region,
    /// The fewest dead.
    Low,
    /// The dead, as the best estimate has them.
    Deaths,
    /// The most dead.
    High,
    /// Who says so.
    Origin,
}

/// How many fields there are.
pub const FIELDS: usize = 17;

impl Field {
    /// Every field with its name.
    pub const ALL: [(&'static str, Self); FIELDS] = [
        ("id", Self::Id),
        ("date", Self::Date),
        ("end", Self::End),
        ("date-precision", Self::DatePrecision),
        ("latitude", Self::Latitude),
        ("longitude", Self::Longitude),
        ("kind", Self::Kind),
        ("subkind", Self::Subkind),
        ("actor", Self::Actor),
        ("against", Self::Against),
        ("place", Self::Place),
        ("district", Self::District),
        ("region", Self::Region),
        ("low", Self::Low),
        ("deaths", Self::Deaths),
        ("high", Self::High),
        ("origin", Self::Origin),
    ];

    fn place(self) -> usize {
        Self::ALL.iter().position(|(_, field)| *field == self).unwrap_or(0)
    }
}

/// Where a table comes from, as its columns show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// UCDP's georeferenced events.
    Ucdp,
    /// ACLED's events.
    Acled,
    /// Any other table.
    Plain,
}

impl Shape {
    /// What JSON calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ucdp => "ucdp-ged",
            Self::Acled => "acled",
            Self::Plain => "plain",
        }
    }
}

/// Columns of UCDP's georeferenced events.
const UCDP: [(&str, Field); 17] = [
    ("id", Field::Id),
    ("date_start", Field::Date),
    ("date_end", Field::End),
    ("date_prec", Field::DatePrecision),
    ("latitude", Field::Latitude),
    ("longitude", Field::Longitude),
    ("type_of_violence", Field::Kind),
    ("side_a", Field::Actor),
    ("side_b", Field::Against),
    ("where_coordinates", Field::Place),
    ("adm_2", Field::District),
    ("adm_1", Field::Region),
    ("low", Field::Low),
    ("best", Field::Deaths),
    ("high", Field::High),
    ("source_office", Field::Origin),
    ("source_article", Field::Origin),
];

/// Columns of ACLED's events.
const ACLED: [(&str, Field); 14] = [
    ("event_id_cnty", Field::Id),
    ("event_date", Field::Date),
    ("time_precision", Field::DatePrecision),
    ("latitude", Field::Latitude),
    ("longitude", Field::Longitude),
    ("event_type", Field::Kind),
    ("sub_event_type", Field::Subkind),
    ("actor1", Field::Actor),
    ("actor2", Field::Against),
    ("location", Field::Place),
    ("admin2", Field::District),
    ("admin1", Field::Region),
    ("fatalities", Field::Deaths),
    ("source", Field::Origin),
];

/// Columns of plain tables; of two for one field the first counts.
const PLAIN: [(&str, Field); 52] = [
    ("id", Field::Id),
    ("event", Field::Id),
    ("الرقم", Field::Id),
    ("المعرف", Field::Id),
    ("date", Field::Date),
    ("day", Field::Date),
    ("start", Field::Date),
    ("التاريخ", Field::Date),
    ("اليوم", Field::Date),
    ("end", Field::End),
    ("enddate", Field::End),
    ("until", Field::End),
    ("النهايه", Field::End),
    ("date-precision", Field::DatePrecision),
    ("دقه التاريخ", Field::DatePrecision),
    ("latitude", Field::Latitude),
    ("lat", Field::Latitude),
    ("العرض", Field::Latitude),
    ("خط العرض", Field::Latitude),
    ("longitude", Field::Longitude),
    ("lon", Field::Longitude),
    ("lng", Field::Longitude),
    ("الطول", Field::Longitude),
    ("خط الطول", Field::Longitude),
    ("kind", Field::Kind),
    ("type", Field::Kind),
    ("النوع", Field::Kind),
    ("subkind", Field::Subkind),
    ("actor", Field::Actor),
    ("by", Field::Actor),
    ("الفاعل", Field::Actor),
    ("against", Field::Against),
    ("target", Field::Against),
    ("المستهدف", Field::Against),
    ("الضحيه", Field::Against),
    ("place", Field::Place),
    ("location", Field::Place),
    ("المكان", Field::Place),
    ("الموقع", Field::Place),
    ("district", Field::District),
    ("المنطقه", Field::District),
    ("region", Field::Region),
    ("المحافظه", Field::Region),
    ("low", Field::Low),
    ("deaths", Field::Deaths),
    ("killed", Field::Deaths),
    ("القتلي", Field::Deaths),
    ("high", Field::High),
    ("origin", Field::Origin),
    ("source", Field::Origin),
    ("dataset", Field::Origin),
    ("المصدر", Field::Origin),
];

/// Which column tells what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Where the table comes from.
    pub shape: Shape,
    /// The names of all columns.
    pub names: Vec<String>,
    places: [Option<usize>; FIELDS],
}

impl Columns {
    /// Finds the columns by their names, those apart that somebody has named (`field`, `column`).
    ///
    /// # Errors
    /// When a named column or field is not there, or none tells the day.
    pub fn find(names: Vec<String>, named: &[(String, String)]) -> Result<Self, TableFault> {
        let folded_names: Vec<String> = names.iter().map(|name| folded(name)).collect();
        let has = |name: &str| folded_names.iter().any(|it| it == name);
        let (shape, known): (Shape, &[(&str, Field)]) = if has("date_start") && has("type_of_violence") {
            (Shape::Ucdp, &UCDP)
        } else if has("event_id_cnty") && has("event_date") {
            (Shape::Acled, &ACLED)
        } else {
            (Shape::Plain, &PLAIN)
        };
        let mut places = [None; FIELDS];
        for (name, field) in known {
            let at = folded_names.iter().position(|it| it == name);
            let place = &mut places[field.place()];
            *place = place.or(at);
        }
        for (field, column) in named {
            let Some((_, field)) = Field::ALL.iter().find(|(name, _)| name == field) else {
                return Err(TableFault::NoField(field.clone()));
            };
            let wanted = folded(column);
            let Some(at) = folded_names.iter().position(|it| *it == wanted) else {
                return Err(TableFault::NoColumn(column.clone(), names));
            };
            places[field.place()] = Some(at);
        }
        if places[Field::Date.place()].is_none() {
            return Err(TableFault::NoDate(names));
        }
        Ok(Self { shape, names, places })
    }

    /// Where the column stands that tells something.
    pub fn at(&self, field: Field) -> Option<usize> {
        self.places[field.place()]
    }

    /// The fields that some column tells, each with the column's name.
    pub fn told(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let fields = Field::ALL.iter().zip(&self.places);
        fields.filter_map(|((name, _), at)| Some((*name, self.names.get((*at)?)?.as_str())))
    }
}
