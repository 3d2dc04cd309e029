//! Which operation a request is for.

use super::{
    Service,
    request::{Request, Target},
};
use crate::api::{In, Method, Operation, Parameter, Source};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A segment of a path, as it is described. Sorted: what says more comes first.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Segment {
    /// A text, compared without regard to case.
    Literal(String),
    /// Texts and parameters: `Reports('{id}')`.
    Mixed(Vec<Part>),
    /// A parameter.
    Parameter(String),
    /// A parameter that may have several segments, or none (`x-ms-skip-url-encoding`).
    Rest(String),
}

/// A part of a segment.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Part {
    /// A text.
    Text(String),
    /// A parameter.
    Hole(String),
}

/// An operation with its path.
#[derive(Clone, Debug)]
pub(super) struct Route {
    /// The number of its service.
    pub(super) service: usize,
    /// The number of the operation in the service's API.
    pub(super) operation: usize,
    pub(super) method: Method,
    pub(super) path: Vec<Segment>,
    /// The last parameter may be left out.
    open: bool,
    ranks: Vec<u8>,
}

/// The operations of all services, those first whose paths say most.
#[derive(Debug, Default)]
pub(super) struct Routes {
    routes: Vec<Route>,
    /// Routes of a fixed number of segments, by that number.
    by_length: HashMap<usize, Vec<usize>>,
    /// The others.
    others: Vec<usize>,
}

/// What a request's path says.
pub(super) type PathValues = BTreeMap<String, String>;

/// An operation that a request may be for.
#[derive(Clone, Debug)]
pub(super) struct Match<'r> {
    pub(super) route: &'r Route,
    pub(super) values: PathValues,
}

impl Routes {
    pub(super) fn of(services: &[Service]) -> Self {
        let mut routes: Vec<Route> = Vec::new();
        for (service, own) in services.iter().enumerate() {
            for (number, operation) in own.api.operations.iter().enumerate() {
                let path = segments(operation);
                let open = operation.parameters.iter().any(|own| own.may_be_empty);
                let (method, ranks) = (operation.method, ranks(&path));
                routes.push(Route { service, operation: number, method, path, open, ranks });
            }
        }
        // A stable sort: of two alike the first input's comes first.
        routes.sort_by(|one, other| (&one.ranks, &one.path).cmp(&(&other.ranks, &other.path)));
        let mut own = Self { routes, ..Self::default() };
        for (number, route) in own.routes.iter().enumerate() {
            if route.open || route.path.iter().any(|segment| matches!(segment, Segment::Rest(_))) {
                own.others.push(number);
            } else {
                own.by_length.entry(route.path.len()).or_default().push(number);
            }
        }
        own
    }

    /// The operations whose paths a path has, those first that say most of it.
    pub(super) fn matches(&self, path: &[String]) -> Vec<Match<'_>> {
        let fixed = self.by_length.get(&path.len()).map_or(&[][..], Vec::as_slice);
        let mut numbers: Vec<usize> = fixed.iter().chain(&self.others).copied().collect();
        numbers.sort_unstable();
        let found = numbers.into_iter().filter_map(|number| {
            let route = &self.routes[number];
            let mut values = PathValues::new();
            fits(&route.path, path, route.open, &mut values).then_some(Match { route, values })
        });
        let mut found: Vec<Match<'_>> = found.collect();
        // A path that leaves a parameter out says less than one that has all.
        found.sort_by_key(Match::leaves_out);
        found
    }

    /// The described paths that are most like one that no operation has: by the literals that they share.
    pub(super) fn near(&self, path: &[String], services: &[Service]) -> Vec<String> {
        let words: BTreeSet<String> = path.iter().map(|segment| segment.to_lowercase()).collect();
        let shared = |route: &Route| {
            let literals: BTreeSet<&String> = route.path.iter().filter_map(Segment::literal).collect();
            let common = literals.iter().filter(|own| words.contains(**own)).count();
            (common > 0).then(|| (literals.len() - common + path.len().abs_diff(route.path.len()), usize::MAX - common))
        };
        let mut found: Vec<_> = self.routes.iter().filter_map(|route| Some((shared(route)?, route))).collect();
        found.sort_by_key(|(score, _)| *score);
        let mut paths: Vec<String> = Vec::new();
        for (_, route) in found {
            let operation = services[route.service].operation(route.operation);
            let path = format!("{}{}", operation.base_path, operation.path);
            if !paths.contains(&path) {
                paths.push(path);
            }
            if paths.len() == 3 {
                break;
            }
        }
        paths
    }
}

impl Segment {
    /// Its text, where it is always the same.
    pub(super) fn literal(&self) -> Option<&String> {
        match self {
            Self::Literal(text) => Some(text),
            _ => None,
        }
    }
}

impl<'r> Match<'r> {
    /// Whether a parameter that may be left out is.
    fn leaves_out(&self) -> bool {
        self.values.values().any(String::is_empty)
    }

    /// Of the operations with a method, the one that a request is for: the path that says most, the constants of its
    /// query, its api-version.
    pub(super) fn choose<'m>(
        matches: &'m [Self],
        method: &str,
        request: &Request,
        target: &Target,
        services: &[Service],
    ) -> Option<&'m Self> {
        let mut with_method = matches.iter().filter(|own| own.route.method.as_str() == method).peekable();
        let first = *with_method.peek()?;
        let best = (first.leaves_out(), &first.route.ranks);
        let score = |own: &Self| {
            let operation = services[own.route.service].operation(own.route.operation);
            let constants = operation.parameters.iter().filter_map(|parameter| match &parameter.source {
                Source::Constant(value) if parameter.sent_in == In::Query => {
                    Some(target.query_value(&parameter.name) == Some(value))
                }
                _ => None,
            });
            let constants: Vec<bool> = constants.collect();
            let wrong = constants.iter().filter(|right| !**right).count();
            let version = version_parameter(operation).and_then(|own| version_sent(own, request, target));
            let other_version = version.is_some() && version != operation.api_version.as_deref();
            (wrong, other_version, usize::MAX - constants.len())
        };
        let is_best = |own: &&Self| (own.leaves_out(), &own.route.ranks) == best;
        with_method.filter(is_best).min_by_key(|own| score(own))
    }
}

/// The parameter that is the api-version.
pub(super) fn version_parameter(operation: &Operation) -> Option<&Parameter> {
    operation.parameters.iter().find(|own| own.source == Source::ApiVersion)
}

/// The api-version that a request has.
pub(super) fn version_sent<'r>(parameter: &Parameter, request: &'r Request, target: &'r Target) -> Option<&'r str> {
    match parameter.sent_in {
        In::Header => request.header_value(&parameter.name),
        _ => target.query_value(&parameter.name),
    }
}

/// How much each segment says, and that a path that ends says less than one that goes on.
fn ranks(path: &[Segment]) -> Vec<u8> {
    let ranks = path.iter().map(|segment| match segment {
        Segment::Literal(_) => 0,
        Segment::Mixed(_) => 1,
        Segment::Parameter(_) => 2,
        Segment::Rest(_) => 3,
    });
    ranks.chain([9]).collect()
}

/// The path of an operation, with that of its description in front.
pub(super) fn segments(operation: &Operation) -> Vec<Segment> {
    let path = format!("{}{}", operation.base_path, operation.path);
    let encoded = |name: &str| operation.parameters.iter().any(|own| own.name == name && own.encoded);
    let segments = path.split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| self::segment(segment, &encoded)).collect()
}

fn segment(text: &str, encoded: &dyn Fn(&str) -> bool) -> Segment {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, hole)) = rest.split_once('{') {
        let Some((name, after)) = hole.split_once('}') else { break };
        if !before.is_empty() {
            parts.push(Part::Text(before.to_ascii_lowercase()));
        }
        parts.push(Part::Hole(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_ascii_lowercase()));
    }
    match parts.as_slice() {
        [Part::Text(text)] => Segment::Literal(text.clone()),
        [Part::Hole(name)] if encoded(name) => Segment::Rest(name.clone()),
        [Part::Hole(name)] => Segment::Parameter(name.clone()),
        _ => Segment::Mixed(parts),
    }
}

fn fits(route: &[Segment], path: &[String], open: bool, values: &mut PathValues) -> bool {
    let (Some(segment), others) = (route.first(), route.get(1..).unwrap_or_default()) else {
        return path.is_empty();
    };
    let first = path.first();
    let after = path.get(1..).unwrap_or_default();
    match (segment, first) {
        (Segment::Literal(text), Some(own)) => own.eq_ignore_ascii_case(text) && fits(others, after, open, values),
        (Segment::Parameter(name), Some(own)) => {
            fits(others, after, open, values) && values.insert(name.clone(), own.clone()).is_none()
        }
        (Segment::Mixed(parts), Some(own)) => fits_parts(parts, own, values) && fits(others, after, open, values),
        (Segment::Parameter(name), None) if open && others.is_empty() => {
            values.insert(name.clone(), String::new()).is_none()
        }
        (Segment::Rest(name), _) => {
            let longest = (0..=path.len()).rev();
            let taken = longest.into_iter().find(|taken| fits(others, &path[*taken..], open, values));
            taken.is_some_and(|taken| values.insert(name.clone(), path[..taken].join("/")).is_none())
        }
        (_, None) => false,
    }
}

/// Whether a text has the parts: each hole ends where the next text begins.
fn fits_parts(parts: &[Part], text: &str, values: &mut PathValues) -> bool {
    match parts {
        [] => text.is_empty(),
        [Part::Text(own), others @ ..] => {
            let head = text.get(..own.len()).filter(|head| head.eq_ignore_ascii_case(own));
            head.is_some() && fits_parts(others, &text[own.len()..], values)
        }
        [Part::Hole(name)] => !text.is_empty() && values.insert(name.clone(), text.to_owned()).is_none(),
        [Part::Hole(name), others @ ..] => {
            let ends = text.char_indices().map(|(index, _)| index).skip(1);
            for end in ends {
                if fits_parts(others, &text[end..], values) {
                    return values.insert(name.clone(), text[..end].to_owned()).is_none();
                }
            }
            false
        }
    }
}
