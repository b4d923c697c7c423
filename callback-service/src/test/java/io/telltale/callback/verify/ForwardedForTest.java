package io.telltale.callback.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.schemas.settings.AddressRange;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedForTest {

    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress ANYBODY = InetAddress.ofLiteral("203.0.113.9");

    private final ForwardedFor forwarded =
            new ForwardedFor(
                    new TrustedAddresses(
                            List.of(
                                    AddressRange.parse("10.0.0.0/8").orElseThrow(),
                                    AddressRange.parse("2001:db8:1::/48").orElseThrow())));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    192.0.2.1                               | 192.0.2.1
                    192.0.2.7, 192.0.2.1                    | 192.0.2.1
                    192.0.2.1, 10.0.0.2                     | 192.0.2.1
                    192.0.2.7,192.0.2.1 ,10.0.0.2, 10.9.9.9 | 192.0.2.1
                    192.0.2.1:51234                         | 192.0.2.1
                    192.0.2.1:51234, 10.0.0.2:80            | 192.0.2.1
                    2001:db8::7                             | 2001:db8::7
                    [2001:db8::7]                           | 2001:db8::7
                    [2001:db8::7]:443, [2001:db8:1::1]:80   | 2001:db8::7
                    garbage, 192.0.2.1, 10.0.0.2            | 192.0.2.1
                    , 192.0.2.1                             | 192.0.2.1
                    192.0.2.1 ; 192.0.2.7 / 10.0.0.2        | 192.0.2.7
                    192.0.2.7 ; 192.0.2.1, 10.0.0.3         | 192.0.2.1
                    """)
    void theClientIsTheRightMostAddressThatIsNoProxyOfOurs(String headers, String client) {
        var all = Arrays.asList(headers.replace(" / ", ", ").split(" ; ", -1));

        assertThat(forwarded.client(PROXY, all)).contains(InetAddress.ofLiteral(client));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "192.0.2.1, unknown",
                "192.0.2.1,",
                "192.0.2.1, garbage, 10.0.0.2",
                "192.0.2.1:x",
                "192.0.2.1:1:2",
                "[192.0.2.1",
                "[]",
                "[unknown]:80",
                "127.1",
                "\"192.0.2.1\"",
                "for=192.0.2.1",
                "10.0.0.2",
                "10.0.0.2, 10.0.0.3"
            })
    void thereIsNoClient_whereAProxyNamesNobody(String header) {
        assertThat(forwarded.client(PROXY, List.of(header))).isEmpty();
    }

    @Test
    void thereIsNoClient_whereAProxySendsNoHeader() {
        assertThat(forwarded.client(PROXY, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "10.0.0.1", "garbage", ""})
    void aHeaderOfAnybodyElseIsIgnored(String header) {
        assertThat(forwarded.client(ANYBODY, List.of(header))).contains(ANYBODY);
    }
}
