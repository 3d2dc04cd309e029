use super::{client_options, connection_options, credential, following_redirects, keeping_cookies, sending_options, status};
use azure_core::Result;
use httpinfrastructure::{AutoRestHttpInfrastructureTestServiceClient, AutoRestHttpInfrastructureTestServiceClientOptions, clients::{AutoRestHttpInfrastructureTestServiceHttpClientFailureClient, AutoRestHttpInfrastructureTestServiceHttpFailureClient, AutoRestHttpInfrastructureTestServiceHttpRedirectsClient, AutoRestHttpInfrastructureTestServiceHttpRetryClient, AutoRestHttpInfrastructureTestServiceHttpServerFailureClient, AutoRestHttpInfrastructureTestServiceHttpSuccessClient, AutoRestHttpInfrastructureTestServiceMultipleResponsesClient}, ErrorExt, from_headers, from_json, models::{B, C, D, Error, HttpRedirectsHead300Headers, HttpRedirectsPatch302Headers, HttpRedirectsPut301Headers}};
use azure_core::http::ClientOptions;

fn service(client_options: ClientOptions) -> Result<AutoRestHttpInfrastructureTestServiceClient> {
    let options = AutoRestHttpInfrastructureTestServiceClientOptions { client_options, connection_options: connection_options() };
    AutoRestHttpInfrastructureTestServiceClient::new(credential(), Some(options))
}

fn success() -> Result<AutoRestHttpInfrastructureTestServiceHttpSuccessClient> {
    Ok(service(client_options())?.get_http_success_client())
}

fn client_failure() -> Result<AutoRestHttpInfrastructureTestServiceHttpClientFailureClient> {
    Ok(service(client_options())?.get_http_client_failure_client())
}

fn server_failure() -> Result<AutoRestHttpInfrastructureTestServiceHttpServerFailureClient> {
    Ok(service(client_options())?.get_http_server_failure_client())
}

fn retry() -> Result<AutoRestHttpInfrastructureTestServiceHttpRetryClient> {
    Ok(service(keeping_cookies())?.get_http_retry_client())
}

fn redirects() -> Result<AutoRestHttpInfrastructureTestServiceHttpRedirectsClient> {
    Ok(service(following_redirects())?.get_http_redirects_client())
}

fn plain_redirects() -> Result<AutoRestHttpInfrastructureTestServiceHttpRedirectsClient> {
    Ok(service(client_options())?.get_http_redirects_client())
}

fn client_failure_options() -> Result<AutoRestHttpInfrastructureTestServiceHttpClientFailureClient> {
    Ok(service(sending_options())?.get_http_client_failure_client())
}

fn retry_options() -> Result<AutoRestHttpInfrastructureTestServiceHttpRetryClient> {
    Ok(service(sending_options())?.get_http_retry_client())
}

fn redirect_options() -> Result<AutoRestHttpInfrastructureTestServiceHttpRedirectsClient> {
    Ok(service(sending_options())?.get_http_redirects_client())
}

fn failure() -> Result<AutoRestHttpInfrastructureTestServiceHttpFailureClient> {
    Ok(service(client_options())?.get_http_failure_client())
}

fn responses() -> Result<AutoRestHttpInfrastructureTestServiceMultipleResponsesClient> {
    Ok(service(client_options())?.get_multiple_responses_client())
}

#[tokio::test]
async fn success_delete200() -> Result<()> {
    let answer = success()?.delete200(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn success_delete202() -> Result<()> {
    let answer = success()?.delete202(None).await?;
    assert_eq!(u16::from(answer.status()), 202);
    Ok(())
}

#[tokio::test]
async fn success_delete204() -> Result<()> {
    let answer = success()?.delete204(None).await?;
    assert_eq!(u16::from(answer.status()), 204);
    Ok(())
}

#[tokio::test]
async fn success_head200() -> Result<()> {
    let answer = success()?.head200(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn success_head204() -> Result<()> {
    let answer = success()?.head204(None).await?;
    assert_eq!(u16::from(answer.status()), 204);
    Ok(())
}

#[tokio::test]
async fn success_patch200() -> Result<()> {
    let answer = success()?.patch200(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn success_patch202() -> Result<()> {
    let answer = success()?.patch202(None).await?;
    assert_eq!(u16::from(answer.status()), 202);
    Ok(())
}

#[tokio::test]
async fn success_patch204() -> Result<()> {
    let answer = success()?.patch204(None).await?;
    assert_eq!(u16::from(answer.status()), 204);
    Ok(())
}

#[tokio::test]
async fn success_post200() -> Result<()> {
    let answer = success()?.post200(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn success_post201() -> Result<()> {
    let answer = success()?.post201(None).await?;
    assert_eq!(u16::from(answer.status()), 201);
    Ok(())
}

#[tokio::test]
async fn success_post202() -> Result<()> {
    let answer = success()?.post202(None).await?;
    assert_eq!(u16::from(answer.status()), 202);
    Ok(())
}

#[tokio::test]
async fn success_post204() -> Result<()> {
    let answer = success()?.post204(None).await?;
    assert_eq!(u16::from(answer.status()), 204);
    Ok(())
}

#[tokio::test]
async fn success_put200() -> Result<()> {
    let answer = success()?.put200(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn success_put201() -> Result<()> {
    let answer = success()?.put201(None).await?;
    assert_eq!(u16::from(answer.status()), 201);
    Ok(())
}

#[tokio::test]
async fn success_put202() -> Result<()> {
    let answer = success()?.put202(None).await?;
    assert_eq!(u16::from(answer.status()), 202);
    Ok(())
}

#[tokio::test]
async fn success_put204() -> Result<()> {
    let answer = success()?.put204(None).await?;
    assert_eq!(u16::from(answer.status()), 204);
    Ok(())
}

#[tokio::test]
async fn success_get200() -> Result<()> {
    assert!(success()?.get200(None).await?.into_model()?);
    Ok(())
}

#[tokio::test]
async fn success_head404() -> Result<()> {
    assert!(!success()?.head404(None).await?);
    Ok(())
}

#[tokio::test]
async fn client_failure_delete400() -> Result<()> {
    assert_eq!(status(client_failure()?.delete400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn client_failure_delete407() -> Result<()> {
    assert_eq!(status(client_failure()?.delete407(None).await), Some(407));
    Ok(())
}

#[tokio::test]
async fn client_failure_delete417() -> Result<()> {
    assert_eq!(status(client_failure()?.delete417(None).await), Some(417));
    Ok(())
}

#[tokio::test]
async fn client_failure_get400() -> Result<()> {
    assert_eq!(status(client_failure()?.get400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn client_failure_get402() -> Result<()> {
    assert_eq!(status(client_failure()?.get402(None).await), Some(402));
    Ok(())
}

#[tokio::test]
async fn client_failure_get403() -> Result<()> {
    assert_eq!(status(client_failure()?.get403(None).await), Some(403));
    Ok(())
}

#[tokio::test]
async fn client_failure_get411() -> Result<()> {
    assert_eq!(status(client_failure()?.get411(None).await), Some(411));
    Ok(())
}

#[tokio::test]
async fn client_failure_get412() -> Result<()> {
    assert_eq!(status(client_failure()?.get412(None).await), Some(412));
    Ok(())
}

#[tokio::test]
async fn client_failure_get416() -> Result<()> {
    assert_eq!(status(client_failure()?.get416(None).await), Some(416));
    Ok(())
}

#[tokio::test]
async fn client_failure_head400() -> Result<()> {
    assert_eq!(status(client_failure()?.head400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn client_failure_head401() -> Result<()> {
    assert_eq!(status(client_failure()?.head401(None).await), Some(401));
    Ok(())
}

#[tokio::test]
async fn client_failure_head410() -> Result<()> {
    assert_eq!(status(client_failure()?.head410(None).await), Some(410));
    Ok(())
}

#[tokio::test]
async fn client_failure_head429() -> Result<()> {
    assert_eq!(status(client_failure()?.head429(None).await), Some(429));
    Ok(())
}

#[tokio::test]
async fn client_failure_patch400() -> Result<()> {
    assert_eq!(status(client_failure()?.patch400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn client_failure_patch405() -> Result<()> {
    assert_eq!(status(client_failure()?.patch405(None).await), Some(405));
    Ok(())
}

#[tokio::test]
async fn client_failure_patch414() -> Result<()> {
    assert_eq!(status(client_failure()?.patch414(None).await), Some(414));
    Ok(())
}

#[tokio::test]
async fn client_failure_post400() -> Result<()> {
    assert_eq!(status(client_failure()?.post400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn client_failure_post406() -> Result<()> {
    assert_eq!(status(client_failure()?.post406(None).await), Some(406));
    Ok(())
}

#[tokio::test]
async fn client_failure_post415() -> Result<()> {
    assert_eq!(status(client_failure()?.post415(None).await), Some(415));
    Ok(())
}

#[tokio::test]
async fn client_failure_put400() -> Result<()> {
    assert_eq!(status(client_failure()?.put400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn client_failure_put404() -> Result<()> {
    assert_eq!(status(client_failure()?.put404(None).await), Some(404));
    Ok(())
}

#[tokio::test]
async fn client_failure_put409() -> Result<()> {
    assert_eq!(status(client_failure()?.put409(None).await), Some(409));
    Ok(())
}

#[tokio::test]
async fn client_failure_put413() -> Result<()> {
    assert_eq!(status(client_failure()?.put413(None).await), Some(413));
    Ok(())
}

#[tokio::test]
async fn server_failure_get501() -> Result<()> {
    assert_eq!(status(server_failure()?.get501(None).await), Some(501));
    Ok(())
}

#[tokio::test]
async fn server_failure_head501() -> Result<()> {
    assert_eq!(status(server_failure()?.head501(None).await), Some(501));
    Ok(())
}

#[tokio::test]
async fn server_failure_post505() -> Result<()> {
    assert_eq!(status(server_failure()?.post505(None).await), Some(505));
    Ok(())
}

#[tokio::test]
async fn server_failure_delete505() -> Result<()> {
    assert_eq!(status(server_failure()?.delete505(None).await), Some(505));
    Ok(())
}

#[tokio::test]
async fn retry_delete503() -> Result<()> {
    let answer = retry()?.delete503(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn retry_get502() -> Result<()> {
    let answer = retry()?.get502(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn retry_head408() -> Result<()> {
    let answer = retry()?.head408(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn retry_patch500() -> Result<()> {
    let answer = retry()?.patch500(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn retry_patch504() -> Result<()> {
    let answer = retry()?.patch504(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn retry_post503() -> Result<()> {
    let answer = retry()?.post503(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn retry_put500() -> Result<()> {
    let answer = retry()?.put500(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn retry_put504() -> Result<()> {
    let answer = retry()?.put504(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_delete307() -> Result<()> {
    let answer = redirects()?.delete307(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_get301() -> Result<()> {
    let answer = redirects()?.get301(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_get302() -> Result<()> {
    let answer = redirects()?.get302(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_get307() -> Result<()> {
    let answer = redirects()?.get307(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_head301() -> Result<()> {
    let answer = redirects()?.head301(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_head302() -> Result<()> {
    let answer = redirects()?.head302(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_head307() -> Result<()> {
    let answer = redirects()?.head307(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_patch307() -> Result<()> {
    let answer = redirects()?.patch307(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_post303() -> Result<()> {
    let answer = redirects()?.post303(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_post307() -> Result<()> {
    let answer = redirects()?.post307(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_put307() -> Result<()> {
    let answer = redirects()?.put307(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn client_failure_options400() -> Result<()> {
    assert_eq!(status(client_failure_options()?.options400(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn client_failure_options403() -> Result<()> {
    assert_eq!(status(client_failure_options()?.options403(None).await), Some(403));
    Ok(())
}

#[tokio::test]
async fn client_failure_options412() -> Result<()> {
    assert_eq!(status(client_failure_options()?.options412(None).await), Some(412));
    Ok(())
}

#[tokio::test]
async fn retry_options502() -> Result<()> {
    let answer = retry_options()?.options502(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_options307() -> Result<()> {
    let answer = redirect_options()?.options307(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn redirect_get300() -> Result<()> {
    // The choice is the caller's: the answer has what there is to choose from.
    let answer = plain_redirects()?.get300(None).await?;
    assert_eq!(answer.into_model()?, ["/http/success/get/200"]);
    Ok(())
}

#[tokio::test]
async fn redirect_head300() -> Result<()> {
    let answer = plain_redirects()?.head300(None).await?;
    let headers: HttpRedirectsHead300Headers = from_headers(answer.headers())?;
    assert!(headers.location.is_some_and(|location| location.as_str() == "/http/success/head/200"));
    Ok(())
}

#[tokio::test]
async fn redirect_put301() -> Result<()> {
    // A PUT must not be sent elsewhere without its author's word: azure_core follows no redirect.
    let answer = plain_redirects()?.put301(None).await?;
    assert_eq!(u16::from(answer.status()), 301);
    let headers: HttpRedirectsPut301Headers = from_headers(answer.headers())?;
    assert!(headers.location.is_some_and(|location| location.as_str() == "/http/failure/500"));
    Ok(())
}

#[tokio::test]
async fn redirect_patch302() -> Result<()> {
    let answer = plain_redirects()?.patch302(None).await?;
    assert_eq!(u16::from(answer.status()), 302);
    let headers: HttpRedirectsPatch302Headers = from_headers(answer.headers())?;
    assert!(headers.location.is_some_and(|location| location.as_str() == "/http/failure/500"));
    Ok(())
}

fn message<T>(result: Result<T>) -> Option<String> {
    let error = result.err()?;
    error.body::<Error>()?.ok()?.message
}

#[tokio::test]
async fn failure_empty_error() -> Result<()> {
    let result = failure()?.get_empty_error(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn failure_no_model_error() -> Result<()> {
    let error = failure()?.get_no_model_error(None).await.err();
    assert_eq!(error.and_then(|error| error.http_status()).map(u16::from), Some(400));
    Ok(())
}

#[tokio::test]
async fn failure_no_model_empty() -> Result<()> {
    assert_eq!(status(failure()?.get_no_model_empty(None).await), Some(400));
    Ok(())
}

#[tokio::test]
async fn get200_model204_no_model_default_error200_valid() -> Result<()> {
    let answer = responses()?.get200_model204_no_model_default_error200_valid(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    assert_eq!(answer.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get200_model204_no_model_default_error201_invalid() -> Result<()> {
    let result = responses()?.get200_model204_no_model_default_error201_invalid(None).await;
    assert_eq!(status(result), Some(201));
    Ok(())
}

#[tokio::test]
async fn get200_model204_no_model_default_error202_none() -> Result<()> {
    let result = responses()?.get200_model204_no_model_default_error202_none(None).await;
    assert_eq!(status(result), Some(202));
    Ok(())
}

#[tokio::test]
async fn get200_model204_no_model_default_error204_valid() -> Result<()> {
    let answer = responses()?.get200_model204_no_model_default_error204_valid(None).await?;
    assert_eq!(u16::from(answer.status()), 204);
    Ok(())
}

#[tokio::test]
async fn get200_model204_no_model_default_error400_valid() -> Result<()> {
    let result = responses()?.get200_model204_no_model_default_error400_valid(None).await;
    assert_eq!(message(result).as_deref(), Some("client error"));
    Ok(())
}

#[tokio::test]
async fn get200_model201_model_default_error200_valid() -> Result<()> {
    let answer = responses()?.get200_model201_model_default_error200_valid(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    assert_eq!(answer.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get200_model201_model_default_error201_valid() -> Result<()> {
    let answer = responses()?.get200_model201_model_default_error201_valid(None).await?;
    assert_eq!(u16::from(answer.status()), 201);
    let created: B = from_json(answer.into_body())?;
    assert_eq!(created.text_status_code.as_deref(), Some("Created"));
    Ok(())
}

#[tokio::test]
async fn get200_model201_model_default_error400_valid() -> Result<()> {
    let result = responses()?.get200_model201_model_default_error400_valid(None).await;
    assert_eq!(message(result).as_deref(), Some("client error"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a201_model_c404_model_d_default_error200_valid() -> Result<()> {
    let answer = responses()?.get200_model_a201_model_c404_model_d_default_error200_valid(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    assert_eq!(answer.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a201_model_c404_model_d_default_error201_valid() -> Result<()> {
    let answer = responses()?.get200_model_a201_model_c404_model_d_default_error201_valid(None).await?;
    assert_eq!(u16::from(answer.status()), 201);
    let created: C = from_json(answer.into_body())?;
    assert_eq!(created.http_code.as_deref(), Some("201"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a201_model_c404_model_d_default_error404_valid() -> Result<()> {
    let result = responses()?.get200_model_a201_model_c404_model_d_default_error404_valid(None).await;
    let code = match result {
        Ok(answer) => from_json::<D>(answer.into_body())?.http_status_code,
        Err(error) => error.body::<D>().transpose()?.and_then(|body| body.http_status_code),
    };
    assert_eq!(code.as_deref(), Some("404"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a201_model_c404_model_d_default_error400_valid() -> Result<()> {
    let result = responses()?.get200_model_a201_model_c404_model_d_default_error400_valid(None).await;
    assert_eq!(message(result).as_deref(), Some("client error"));
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_error202_none() -> Result<()> {
    let answer = responses()?.get202_none204_none_default_error202_none(None).await?;
    assert_eq!(u16::from(answer.status()), 202);
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_error204_none() -> Result<()> {
    let answer = responses()?.get202_none204_none_default_error204_none(None).await?;
    assert_eq!(u16::from(answer.status()), 204);
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_error400_valid() -> Result<()> {
    let result = responses()?.get202_none204_none_default_error400_valid(None).await;
    assert_eq!(message(result).as_deref(), Some("client error"));
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_none202_invalid() -> Result<()> {
    let answer = responses()?.get202_none204_none_default_none202_invalid(None).await?;
    assert_eq!(u16::from(answer.status()), 202);
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_none204_none() -> Result<()> {
    let answer = responses()?.get202_none204_none_default_none204_none(None).await?;
    assert_eq!(u16::from(answer.status()), 204);
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_none400_none() -> Result<()> {
    let result = responses()?.get202_none204_none_default_none400_none(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get202_none204_none_default_none400_invalid() -> Result<()> {
    let result = responses()?.get202_none204_none_default_none400_invalid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_default_model_a200_valid() -> Result<()> {
    let answer = responses()?.get_default_model_a200_valid(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    assert_eq!(answer.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get_default_model_a200_none() -> Result<()> {
    let answer = responses()?.get_default_model_a200_none(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    assert!(answer.into_body().is_empty());
    Ok(())
}

#[tokio::test]
async fn get_default_model_a400_valid() -> Result<()> {
    let result = responses()?.get_default_model_a400_valid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_default_model_a400_none() -> Result<()> {
    let result = responses()?.get_default_model_a400_none(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_default_none200_invalid() -> Result<()> {
    let answer = responses()?.get_default_none200_invalid(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn get_default_none200_none() -> Result<()> {
    let answer = responses()?.get_default_none200_none(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    Ok(())
}

#[tokio::test]
async fn get_default_none400_invalid() -> Result<()> {
    let result = responses()?.get_default_none400_invalid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get_default_none400_none() -> Result<()> {
    let result = responses()?.get_default_none400_none(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get200_model_a200_none() -> Result<()> {
    let answer = responses()?.get200_model_a200_none(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    assert!(answer.into_body().is_empty());
    Ok(())
}

#[tokio::test]
async fn get200_model_a200_valid() -> Result<()> {
    let answer = responses()?.get200_model_a200_valid(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    assert_eq!(answer.into_model()?.status_code.as_deref(), Some("200"));
    Ok(())
}

#[tokio::test]
async fn get200_model_a200_invalid() -> Result<()> {
    let answer = responses()?.get200_model_a200_invalid(None).await?;
    assert_eq!(u16::from(answer.status()), 200);
    assert_eq!(answer.into_model()?.status_code.as_deref(), None);
    Ok(())
}

#[tokio::test]
async fn get200_model_a400_none() -> Result<()> {
    let result = responses()?.get200_model_a400_none(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get200_model_a400_valid() -> Result<()> {
    let result = responses()?.get200_model_a400_valid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get200_model_a400_invalid() -> Result<()> {
    let result = responses()?.get200_model_a400_invalid(None).await;
    assert_eq!(status(result), Some(400));
    Ok(())
}

#[tokio::test]
async fn get200_model_a202_valid() -> Result<()> {
    let result = responses()?.get200_model_a202_valid(None).await;
    assert_eq!(status(result), Some(202));
    Ok(())
}
