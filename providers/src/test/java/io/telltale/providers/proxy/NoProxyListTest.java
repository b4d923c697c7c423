package io.telltale.providers.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyListTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com|https://example.com",
                "example.com|https://api.EXAMPLE.com",
                ".example.com|https://example.com",
                "*.example.com|https://api.example.com",
                "example.com.|https://example.com",
                "example.com|https://example.com.",
                "a.test, Example.COM ,b.test|https://example.com",
                "a.test b.test|https://b.test",
                "*|https://anything.test",
                "example.com:443|https://example.com",
                "example.com:8443|https://api.example.com:8443",
                "10.1.2.3|https://10.1.2.3",
                "10.0.0.0/8|https://10.1.2.3",
                "10.1.2.3/8|https://10.9.9.9",
                "10.1.2.3:443|https://10.1.2.3",
                "2001:db8::/32|https://[2001:db8::7]",
                "2001:db8::7|https://[2001:db8:0:0::7]",
                "[2001:db8::7]:443|https://[2001:db8::7]",
                "0.0.0.0/0|https://10.1.2.3"
            })
    void namesAHost(String list, URI address) {
        assertThat(NoProxyList.parse(list).names(address)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|https://example.com",
                ",, ,|https://example.com",
                "example.com|https://notexample.com",
                "example.com|https://example.com.evil.test",
                "api.example.com|https://example.com",
                "example.com:80|https://example.com",
                "10.0.0.0/8|https://11.1.2.3",
                "10.0.0.0/8|https://ten.test",
                "10.0.0.0/99|https://10.1.2.3",
                "10.1.2.3|https://10.1.2.30",
                "2.3|https://10.1.2.3",
                "0.0.0.0/0|https://[2001:db8::7]",
                "<local>|https://example.com",
                "[::1|https://example.com"
            })
    void namesNoOtherHost(String list, URI address) {
        assertThat(NoProxyList.parse(list).names(address)).isFalse();
    }
}
