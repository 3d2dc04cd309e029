use super::{client_options, code, connection_options, credential, text};
use azure_core::{Result, time::parse_rfc3339};
use body_complex::{
    AutoRestComplexTestServiceClient, AutoRestComplexTestServiceClientOptions,
    clients::{
        AutoRestComplexTestServiceArrayClient, AutoRestComplexTestServiceBasicClient,
        AutoRestComplexTestServiceDictionaryClient, AutoRestComplexTestServiceInheritanceClient,
        AutoRestComplexTestServicePolymorphicrecursiveClient, AutoRestComplexTestServicePolymorphismClient,
        AutoRestComplexTestServicePrimitiveClient, AutoRestComplexTestServiceReadonlypropertyClient,
    },
    from_json,
    models::{
        ArrayWrapper, Basic, BooleanWrapper, ByteWrapper, CmykColors, DateWrapper, DatetimeWrapper,
        Datetimerfc1123Wrapper, DictionaryWrapper, Dog, DotFish, DoubleWrapper, DurationWrapper, Fish, FloatWrapper,
        IntWrapper, LongWrapper, ReadonlyObj, Salmon, Siamese, StringWrapper,
    },
    to_value, with_nulls,
};
use serde_json::{Value, json};
use std::collections::HashMap;

fn service() -> Result<AutoRestComplexTestServiceClient> {
    let options = AutoRestComplexTestServiceClientOptions {
        client_options: client_options(),
        connection_options: connection_options(),
        ..Default::default()
    };
    AutoRestComplexTestServiceClient::new(credential(), Some(options))
}

fn basic() -> Result<AutoRestComplexTestServiceBasicClient> {
    Ok(service()?.get_basic_client())
}

fn primitive() -> Result<AutoRestComplexTestServicePrimitiveClient> {
    Ok(service()?.get_primitive_client())
}

fn array() -> Result<AutoRestComplexTestServiceArrayClient> {
    Ok(service()?.get_array_client())
}

fn dictionary() -> Result<AutoRestComplexTestServiceDictionaryClient> {
    Ok(service()?.get_dictionary_client())
}

fn inheritance() -> Result<AutoRestComplexTestServiceInheritanceClient> {
    Ok(service()?.get_inheritance_client())
}

fn polymorphism() -> Result<AutoRestComplexTestServicePolymorphismClient> {
    Ok(service()?.get_polymorphism_client())
}

fn recursive() -> Result<AutoRestComplexTestServicePolymorphicrecursiveClient> {
    Ok(service()?.get_polymorphicrecursive_client())
}

fn read_only() -> Result<AutoRestComplexTestServiceReadonlypropertyClient> {
    Ok(service()?.get_readonlyproperty_client())
}

#[tokio::test]
async fn basic_get_valid() -> Result<()> {
    let got = basic()?.get_valid(None).await?.into_model()?;
    assert_eq!((got.id, got.name.as_deref(), got.color), (Some(2), Some("abc"), Some(CmykColors::Yellow)));
    Ok(())
}

#[tokio::test]
async fn basic_get_empty() -> Result<()> {
    let got = basic()?.get_empty(None).await?.into_model()?;
    assert!(got.id.is_none() && got.name.is_none());
    Ok(())
}

#[tokio::test]
async fn basic_get_null() -> Result<()> {
    let got = basic()?.get_null(None).await?.into_model()?;
    assert!(got.id.is_none() && got.name.is_none());
    Ok(())
}

#[tokio::test]
async fn basic_get_not_provided() -> Result<()> {
    assert!(basic()?.get_not_provided(None).await?.into_model().is_err());
    Ok(())
}

#[tokio::test]
async fn basic_get_invalid() -> Result<()> {
    let error = basic()?.get_invalid(None).await?.into_model().expect_err("an `id` that is no number");
    assert!(error.to_string().contains("`id`"), "{error}");
    Ok(())
}

#[tokio::test]
async fn basic_put_valid() -> Result<()> {
    let response = basic()?
        .put_valid(Basic { id: Some(2), name: text("abc"), color: Some("Magenta".into()) }.try_into()?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_int() -> Result<()> {
    let got = primitive()?.get_int(None).await?.into_model()?;
    assert_eq!((got.field1, got.field2), (Some(-1), Some(2)));
    Ok(())
}

#[tokio::test]
async fn primitive_put_int() -> Result<()> {
    let response = primitive()?.put_int(IntWrapper { field1: Some(-1), field2: Some(2) }.try_into()?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_long() -> Result<()> {
    let got = primitive()?.get_long(None).await?.into_model()?;
    assert_eq!((got.field1, got.field2), (Some(1_099_511_627_775), Some(-999_511_627_788)));
    Ok(())
}

#[tokio::test]
async fn primitive_put_long() -> Result<()> {
    let response = primitive()?
        .put_long(LongWrapper { field1: Some(1_099_511_627_775), field2: Some(-999_511_627_788) }.try_into()?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_float() -> Result<()> {
    let got = primitive()?.get_float(None).await?.into_model()?;
    assert_eq!((got.field1, got.field2), (Some(1.05), Some(-0.003)));
    Ok(())
}

#[tokio::test]
async fn primitive_put_float() -> Result<()> {
    let response =
        primitive()?.put_float(FloatWrapper { field1: Some(1.05), field2: Some(-0.003) }.try_into()?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_double() -> Result<()> {
    let got = primitive()?.get_double(None).await?.into_model()?;
    assert_eq!(
        (
            got.field1,
            got.field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose
        ),
        (Some(3e-100), Some(-5e-57))
    );
    Ok(())
}

#[tokio::test]
async fn primitive_put_double() -> Result<()> {
    assert_eq!(code(&primitive()?
        .put_double(
            DoubleWrapper {
                field1: Some(3e-100),
                field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose:
                    Some(-5e-57),
            }
            .try_into()?,
            None,
        )
        .await?), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_bool() -> Result<()> {
    let got = primitive()?.get_bool(None).await?.into_model()?;
    assert_eq!((got.field_true, got.field_false), (Some(true), Some(false)));
    Ok(())
}

#[tokio::test]
async fn primitive_put_bool() -> Result<()> {
    let response = primitive()?
        .put_bool(BooleanWrapper { field_true: Some(true), field_false: Some(false) }.try_into()?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_string() -> Result<()> {
    let got = primitive()?.get_string(None).await?.into_model()?;
    assert_eq!((got.field, got.empty, got.null), (text("goodrequest"), text(""), None));
    Ok(())
}

#[tokio::test]
async fn primitive_put_string() -> Result<()> {
    let response = primitive()?
        .put_string(StringWrapper { field: text("goodrequest"), empty: text(""), null: None }.try_into()?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_date() -> Result<()> {
    let got = primitive()?.get_date(None).await?.into_model()?;
    assert_eq!((got.field, got.leap), (text("0001-01-01"), text("2016-02-29")));
    Ok(())
}

#[tokio::test]
async fn primitive_put_date() -> Result<()> {
    let response = primitive()?
        .put_date(DateWrapper { field: text("0001-01-01"), leap: text("2016-02-29") }.try_into()?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_date_time() -> Result<()> {
    let got = primitive()?.get_date_time(None).await?.into_model()?;
    assert_eq!(
        (got.field, got.now),
        (Some(parse_rfc3339("0001-01-01T00:00:00Z")?), Some(parse_rfc3339("2015-05-18T18:38:00Z")?))
    );
    Ok(())
}

#[tokio::test]
async fn primitive_put_date_time() -> Result<()> {
    let response = primitive()?
        .put_date_time(
            DatetimeWrapper {
                field: Some(parse_rfc3339("0001-01-01T00:00:00Z")?),
                now: Some(parse_rfc3339("2015-05-18T18:38:00Z")?),
            }
            .try_into()?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_date_time_rfc1123() -> Result<()> {
    let got = primitive()?.get_date_time_rfc1123(None).await?.into_model()?;
    assert_eq!(
        (got.field, got.now),
        (Some(parse_rfc3339("0001-01-01T00:00:00Z")?), Some(parse_rfc3339("2015-05-18T11:38:00Z")?))
    );
    Ok(())
}

#[tokio::test]
async fn primitive_put_date_time_rfc1123() -> Result<()> {
    let response = primitive()?
        .put_date_time_rfc1123(
            Datetimerfc1123Wrapper {
                field: Some(parse_rfc3339("0001-01-01T00:00:00Z")?),
                now: Some(parse_rfc3339("2015-05-18T11:38:00Z")?),
            }
            .try_into()?,
            None,
        )
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_duration() -> Result<()> {
    let got = primitive()?.get_duration(None).await?.into_model()?;
    assert_eq!(got.field, text("P123DT22H14M12.011S"));
    Ok(())
}

#[tokio::test]
async fn primitive_put_duration() -> Result<()> {
    let response =
        primitive()?.put_duration(DurationWrapper { field: text("P123DT22H14M12.011S") }.try_into()?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn primitive_get_byte() -> Result<()> {
    let got = primitive()?.get_byte(None).await?.into_model()?;
    assert_eq!(got.field, Some(vec![255, 254, 253, 252, 0, 250, 249, 248, 247, 246]));
    Ok(())
}

#[tokio::test]
async fn primitive_put_byte() -> Result<()> {
    let response = primitive()?
        .put_byte(ByteWrapper { field: Some(vec![255, 254, 253, 252, 0, 250, 249, 248, 247, 246]) }.try_into()?, None)
        .await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

/// What the server's list holds but for its null, which no list of texts can.
fn texts() -> Vec<String> {
    ["1, 2, 3, 4", "", "&S#$(*Y", "The quick brown fox jumps over the lazy dog"].map(str::to_owned).to_vec()
}

#[tokio::test]
async fn array_get_valid() -> Result<()> {
    // The description allows no null there.
    let error = array()?.get_valid(None).await?.into_model().expect_err("a null");
    assert!(error.to_string().contains("array[2]"), "{error}");
    Ok(())
}

#[tokio::test]
async fn array_put_valid() -> Result<()> {
    let wrapper = ArrayWrapper { array: Some(texts()) };
    assert_eq!(code(&array()?.put_valid(with_nulls(&wrapper, &["/array/2"])?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn array_get_empty() -> Result<()> {
    let got = array()?.get_empty(None).await?.into_model()?;
    assert_eq!(got.array, Some(Vec::new()));
    Ok(())
}

#[tokio::test]
async fn array_put_empty() -> Result<()> {
    assert_eq!(code(&array()?.put_empty(ArrayWrapper { array: Some(Vec::new()) }.try_into()?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn array_get_not_provided() -> Result<()> {
    let got = array()?.get_not_provided(None).await?.into_model()?;
    assert_eq!(got.array, None);
    Ok(())
}

/// What the server's dictionary holds but for its null.
fn programs() -> HashMap<String, String> {
    let entries = [("txt", "notepad"), ("bmp", "mspaint"), ("xls", "excel"), ("exe", "")];
    HashMap::from(entries.map(|(key, value)| (key.to_owned(), value.to_owned())))
}

#[tokio::test]
async fn dictionary_get_valid() -> Result<()> {
    // The description allows no null there.
    let error = dictionary()?.get_valid(None).await?.into_model().expect_err("a null");
    assert!(error.to_string().contains("defaultProgram"), "{error}");
    Ok(())
}

#[tokio::test]
async fn dictionary_put_valid() -> Result<()> {
    let wrapper = DictionaryWrapper { default_program: Some(programs()) };
    assert_eq!(code(&dictionary()?.put_valid(with_nulls(&wrapper, &["/defaultProgram/"])?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn dictionary_get_empty() -> Result<()> {
    let got = dictionary()?.get_empty(None).await?.into_model()?;
    assert_eq!(got.default_program, Some(HashMap::new()));
    Ok(())
}

#[tokio::test]
async fn dictionary_put_empty() -> Result<()> {
    let response =
        dictionary()?.put_empty(DictionaryWrapper { default_program: Some(HashMap::new()) }.try_into()?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}

#[tokio::test]
async fn dictionary_get_null() -> Result<()> {
    let got = dictionary()?.get_null(None).await?.into_model()?;
    assert_eq!(got.default_program, None);
    Ok(())
}

#[tokio::test]
async fn dictionary_get_not_provided() -> Result<()> {
    let got = dictionary()?.get_not_provided(None).await?.into_model()?;
    assert_eq!(got.default_program, None);
    Ok(())
}

fn siamese() -> Siamese {
    let dog = |id, name, food| Dog { id: Some(id), name: text(name), food: text(food) };
    Siamese {
        id: Some(2),
        name: text("Siameeee"),
        color: text("green"),
        hates: Some(vec![dog(1, "Potato", "tomato"), dog(-1, "Tomato", "french fries")]),
        breed: text("persian"),
    }
}

#[tokio::test]
async fn inheritance_get_valid() -> Result<()> {
    let got = inheritance()?.get_valid(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, to_value(&siamese())?);
    Ok(())
}

#[tokio::test]
async fn inheritance_put_valid() -> Result<()> {
    assert_eq!(code(&inheritance()?.put_valid(siamese().try_into()?, None).await?), 200);
    Ok(())
}

/// The sharks that each salmon has for siblings.
fn sharks() -> Value {
    json!([
        { "fishtype": "shark", "age": 6, "birthday": "2012-01-05T01:00:00Z", "length": 20, "species": "predator" },
        {
            "fishtype": "sawshark", "age": 105, "birthday": "1900-01-05T01:00:00Z", "length": 10,
            "picture": "//////4=", "species": "dangerous",
        },
        {
            "fishtype": "goblin", "age": 1, "birthday": "2015-08-08T00:00:00Z", "length": 30, "species": "scary",
            "jawsize": 5, "color": "pinkish-gray",
        },
    ])
}

fn salmon() -> Value {
    json!({
        "fishtype": "salmon", "location": "alaska", "iswild": true, "species": "king", "length": 1,
        "siblings": sharks(),
    })
}

fn smart_salmon() -> Value {
    json!({
        "fishtype": "smart_salmon", "location": "alaska", "iswild": true, "species": "king", "length": 1,
        "siblings": sharks(), "additionalProperty1": 1, "additionalProperty2": false,
        "additionalProperty3": "hello", "additionalProperty4": { "a": 1, "b": 2 }, "additionalProperty5": [1, 3],
    })
}

#[tokio::test]
async fn polymorphism_get_valid() -> Result<()> {
    let got = polymorphism()?.get_valid(None).await?.into_model()?;
    assert!(matches!(got, Fish::Salmon(_)));
    assert_eq!(to_value(&got)?, salmon());
    Ok(())
}

#[tokio::test]
async fn polymorphism_put_valid() -> Result<()> {
    let fish: Fish = from_json(salmon().to_string())?;
    assert_eq!(code(&polymorphism()?.put_valid(fish.try_into()?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn polymorphism_get_complicated() -> Result<()> {
    let got = polymorphism()?.get_complicated(None).await?.into_model()?;
    assert!(matches!(got, Salmon::SmartSalmon(_)));
    assert_eq!(to_value(&got)?, smart_salmon());
    Ok(())
}

#[tokio::test]
async fn polymorphism_put_complicated() -> Result<()> {
    let salmon: Salmon = from_json(smart_salmon().to_string())?;
    assert_eq!(code(&polymorphism()?.put_complicated(salmon.try_into()?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn polymorphism_put_missing_discriminator() -> Result<()> {
    let salmon: Salmon = from_json(salmon().to_string())?;
    let got = polymorphism()?.put_missing_discriminator(salmon.try_into()?, None).await?.into_model()?;
    // It comes back without the property that tells: of no kind, and whole.
    let Salmon::UnknownValue(whole) = got else { panic!("a kind that nothing told") };
    assert_eq!(whole["location"], "alaska");
    Ok(())
}

#[tokio::test]
async fn polymorphism_get_dot_syntax() -> Result<()> {
    let got = polymorphism()?.get_dot_syntax(None).await?.into_model()?;
    let DotFish::DotSalmon(salmon) = got else { panic!("another kind") };
    assert_eq!((salmon.location, salmon.iswild), (text("sweden"), Some(true)));
    Ok(())
}

#[tokio::test]
async fn polymorphism_get_composed_with_discriminator() -> Result<()> {
    let got = polymorphism()?.get_composed_with_discriminator(None).await?.into_model()?;
    assert!(matches!(got.sample_fish, Some(DotFish::DotSalmon(_))));
    assert_eq!(got.fishes.map(|fishes| fishes.len()), Some(2));
    assert_eq!(got.sample_salmon.and_then(|salmon| salmon.location), text("sweden"));
    Ok(())
}

#[tokio::test]
async fn polymorphism_get_composed_without_discriminator() -> Result<()> {
    let got = polymorphism()?.get_composed_without_discriminator(None).await?.into_model()?;
    assert!(matches!(got.sample_fish, Some(DotFish::UnknownValue(_))));
    assert_eq!(got.salmons.map(|salmons| salmons.len()), Some(2));
    Ok(())
}

fn big_fish() -> Value {
    let saw = json!({
        "fishtype": "sawshark", "age": 105, "birthday": "1900-01-05T01:00:00Z", "picture": "//////4=",
        "species": "dangerous", "length": 10,
    });
    let shark = json!({
        "fishtype": "shark", "age": 6, "birthday": "2012-01-05T01:00:00Z", "species": "predator", "length": 20,
    });
    let with = |mut fish: Value, siblings: Value| {
        fish["siblings"] = siblings;
        fish
    };
    let atlantic = json!({
        "fishtype": "salmon", "location": "atlantic", "iswild": true, "species": "coho", "length": 2,
        "siblings": [shark, saw],
    });
    let alone = with(saw, json!([]));
    with(salmon(), json!([with(shark, json!([atlantic, alone])), alone]))
}

#[tokio::test]
async fn recursive_get_valid() -> Result<()> {
    let got = recursive()?.get_valid(None).await?.into_model()?;
    assert_eq!(to_value(&got)?, big_fish());
    Ok(())
}

#[tokio::test]
async fn recursive_put_valid() -> Result<()> {
    let fish: Fish = from_json(big_fish().to_string())?;
    assert_eq!(code(&recursive()?.put_valid(fish.try_into()?, None).await?), 200);
    Ok(())
}

#[tokio::test]
async fn read_only_get_valid() -> Result<()> {
    let got = read_only()?.get_valid(None).await?.into_model()?;
    assert_eq!((got.id, got.size), (text("1234"), Some(2)));
    Ok(())
}

#[tokio::test]
async fn read_only_put_valid() -> Result<()> {
    let response =
        read_only()?.put_valid(ReadonlyObj { id: text("not sent"), size: Some(2) }.try_into()?, None).await?;
    assert_eq!(code(&response), 200);
    Ok(())
}
