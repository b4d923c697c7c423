package io.telltale.providers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"fault":{"code":"900906","message":"No matching resource","description":"d"}} | 900906 | No matching resource
                    {"fault":{"code":900901,"message":"Invalid Credentials"}} | 900901 | Invalid Credentials
                    {"error":"invalid_request","error_description":"Missing grant_type"} | invalid_request | Missing grant_type
                    {"errorCode":"U.REQUEST_FAILED.AccountNotFound","errorMessage":"m"} | U.REQUEST_FAILED.AccountNotFound | m
                    {"errorCode":400,"errorMessage":"m"} | 400 | m
                    {"ErrorCode":"A","ErrorMessage":null} | A | ''
                    [{"errorCode":"A","errorMessage":"m"}] | A | m
                    {"error":{"code":"TooManyRequests","message":"m"}} | TooManyRequests | m
                    {"faultResponse":{"faultcode":"D.X","faultstring":"m"}} | D.X | m
                    {"errorCode":{"a":1},"errorMessage":["m"]} | '' | ''
                    {"errorCode":"U.SessionToken.Expired","errorMess | U.SessionToken.Expired | ''
                    "just a text" | '' | just a text
                    [] | '' | ''
                    null | '' | ''
                    12 | '' | ''
                    {} | '' | ''
                    <am:fault xmlns:am="http://wso2.org/apimanager"><am:code>404</am:code><am:type>Status report</am:type><am:message>Not &lt;Found&gt;</am:message></am:fault> | 404 | Not <Found>
                    <html><body><h1>The requested resource is not available.</h1></body></html> | '' | The requested resource is not available.
                    The requested  resource is not available. | '' | The requested resource is not available.
                    '' | '' | ''
                    """)
    void findsCodeAndMessage_inEveryShape(String body, String code, String message) {
        assertThat(read(body)).isEqualTo(new ErrorBody(code, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"errorCode":"s<cr&t","errorMessage":"is s<cr&t not s<cr&t"} | is *** not ***
                    <f><message>is s&lt;cr&amp;t</message></f> | is ***
                    no s&lt;cr&amp;t here | no *** here
                    """)
    void removesSecrets(String body, String message) {
        var error =
                ErrorBody.read(
                        body.getBytes(StandardCharsets.UTF_8), List.of(new Secret("s<cr&t")));

        assertThat(error.message()).isEqualTo(message);
        assertThat(error.code()).doesNotContain("s<cr&t");
    }

    @Test
    void shortensALongText() {
        assertThat(read("x".repeat(1_000_000)).message()).hasSize(301);
    }

    private static ErrorBody read(String body) {
        return ErrorBody.read(body.getBytes(StandardCharsets.UTF_8), List.of());
    }
}
