//! A check that async-graphql 7.2.1 has but never runs: a variable must fit the place where it is used (GraphQL
//! specification, "All Variable Usages Are Allowed"). Its validator does not hand input values on to its rules, so
//! that `query q($code: SearchString) { tasks(code: $code) { id } }` would pass. Strictness is the sandbox's point.

use std::collections::HashSet;
use std::sync::Arc;

use async_graphql::async_trait::async_trait;
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextParseQuery};
use async_graphql::parser::types::{
    BaseType, Directive, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
    Type, VariableDefinition,
};
use async_graphql::registry::{MetaInputValue, MetaType, MetaTypeName, Registry};
use async_graphql::{Name, Pos, Positioned, ServerError, ServerResult, Variables};
use async_graphql_value::Value;

/// Adds the check to a schema.
pub(crate) struct VariablePositions;

impl ExtensionFactory for VariablePositions {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait]
impl Extension for VariablePositions {
    async fn parse_query(
        &self,
        ctx: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        let document = next.run(ctx, query, variables).await?;
        let registry = &ctx.schema_env.registry;
        for (_, operation) in document.operations.iter() {
            Check { registry, document: &document, operation: &operation.node }.run()?;
        }
        Ok(document)
    }
}

/// The check of one operation with everything it spreads.
struct Check<'a> {
    registry: &'a Registry,
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
}

impl<'a> Check<'a> {
    fn run(&self) -> ServerResult<()> {
        let root = match self.operation.ty {
            OperationType::Query => Some(&self.registry.query_type),
            OperationType::Mutation => self.registry.mutation_type.as_ref(),
            OperationType::Subscription => self.registry.subscription_type.as_ref(),
        };
        let root = root.and_then(|name| self.registry.types.get(name));
        self.directives(&self.operation.directives)?;
        self.selections(&self.operation.selection_set.node, root, &mut HashSet::new())
    }

    fn selections(
        &self,
        set: &'a SelectionSet,
        parent: Option<&'a MetaType>,
        seen: &mut HashSet<&'a str>,
    ) -> ServerResult<()> {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => {
                    let field = &field.node;
                    self.directives(&field.directives)?;
                    // Unknown fields and arguments are for the library's own rules.
                    let meta = parent.and_then(|parent| parent.field_by_name(&field.name.node));
                    for (name, value) in &field.arguments {
                        if let Some(input) = meta.and_then(|meta| meta.args.get(name.node.as_str())) {
                            self.value(value.pos, &value.node, input)?;
                        }
                    }
                    let next = meta.and_then(|meta| self.concrete(&meta.ty));
                    self.selections(&field.selection_set.node, next, seen)?;
                }
                Selection::InlineFragment(fragment) => {
                    let fragment = &fragment.node;
                    self.directives(&fragment.directives)?;
                    let on = fragment.type_condition.as_ref().map(|condition| &condition.node.on.node);
                    let next = on.map_or(parent, |on| self.registry.types.get(on.as_str()));
                    self.selections(&fragment.selection_set.node, next, seen)?;
                }
                Selection::FragmentSpread(spread) => {
                    self.directives(&spread.node.directives)?;
                    let name = spread.node.fragment_name.node.as_str();
                    // A fragment means the same wherever it is spread.
                    if let Some(fragment) = self.document.fragments.get(name).filter(|_| seen.insert(name)) {
                        let on = fragment.node.type_condition.node.on.node.as_str();
                        let next = self.registry.types.get(on);
                        self.selections(&fragment.node.selection_set.node, next, seen)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn directives(&self, directives: &[Positioned<Directive>]) -> ServerResult<()> {
        for directive in directives {
            let meta = self.registry.directives.get(directive.node.name.node.as_str());
            for (name, value) in &directive.node.arguments {
                if let Some(input) = meta.and_then(|meta| meta.args.get(name.node.as_str())) {
                    self.value(value.pos, &value.node, input)?;
                }
            }
        }
        Ok(())
    }

    fn value(&self, at: Pos, value: &Value, place: &MetaInputValue) -> ServerResult<()> {
        let expected = Type::new(&place.ty);
        self.fits(at, value, expected.as_ref(), place.default_value.is_some())
    }

    fn fits(&self, at: Pos, value: &Value, expected: Option<&Type>, has_default: bool) -> ServerResult<()> {
        let Some(expected) = expected else { return Ok(()) };
        match (value, &expected.base) {
            (Value::Variable(name), _) => match self.definition(name) {
                Some(definition) if !allowed(&definition.node, expected, has_default) => {
                    let (given, at) = (&definition.node.var_type.node, Some(at));
                    let text = format!(
                        "Variable \"{name}\" of type \"{given}\" used in position expecting type \"{expected}\""
                    );
                    Err(ServerError::new(text, at))
                }
                _ => Ok(()),
            },
            (Value::List(items), BaseType::List(inner)) => {
                items.iter().try_for_each(|item| self.fits(at, item, Some(inner), false))
            }
            (Value::Object(members), BaseType::Named(name)) => {
                let Some(MetaType::InputObject { input_fields, .. }) = self.registry.types.get(name.as_str())
                else {
                    return Ok(());
                };
                members.iter().try_for_each(|(name, member)| match input_fields.get(name.as_str()) {
                    Some(field) => self.value(at, member, field),
                    None => Ok(()),
                })
            }
            // One value stands for a list of one.
            (item, BaseType::List(inner)) => self.fits(at, item, Some(inner), false),
            _ => Ok(()),
        }
    }

    fn definition(&self, name: &Name) -> Option<&'a Positioned<VariableDefinition>> {
        self.operation.variable_definitions.iter().find(|definition| definition.node.name.node == *name)
    }

    fn concrete(&self, field_type: &str) -> Option<&'a MetaType> {
        self.registry.types.get(MetaTypeName::concrete_typename(field_type))
    }
}

/// `IsVariableUsageAllowed` of the specification.
fn allowed(definition: &VariableDefinition, expected: &Type, has_default: bool) -> bool {
    let given = &definition.var_type.node;
    if given.nullable && !expected.nullable {
        let own_default =
            definition.default_value.as_ref().is_some_and(|value| value.node != async_graphql::Value::Null);
        return (own_default || has_default) && same_base(&given.base, &expected.base);
    }
    compatible(given, expected)
}

fn compatible(given: &Type, expected: &Type) -> bool {
    (expected.nullable || !given.nullable) && same_base(&given.base, &expected.base)
}

fn same_base(given: &BaseType, expected: &BaseType) -> bool {
    match (given, expected) {
        (BaseType::Named(given), BaseType::Named(expected)) => given == expected,
        (BaseType::List(given), BaseType::List(expected)) => compatible(given, expected),
        _ => false,
    }
}
