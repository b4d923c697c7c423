package io.telltale.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,192.0.2.1,true",
        "192.0.2.1,192.0.2.2,false",
        "192.0.2.0/24,192.0.2.255,true",
        "192.0.2.0/24,192.0.3.0,false",
        "192.0.2.128/25,192.0.2.127,false",
        "192.0.2.128/25,192.0.2.128,true",
        "10.0.0.0/8,10.255.1.2,true",
        "172.16.0.0/12,172.31.255.255,true",
        "172.16.0.0/12,172.32.0.0,false",
        "192.0.2.8/32,192.0.2.8,true",
        "192.0.2.8/32,192.0.2.9,false",
        "0.0.0.0/0,203.0.113.9,true",
        "0.0.0.0/0,2001:db8::1,false",
        "2001:db8::/32,2001:db8:ffff::1,true",
        "2001:db8::/32,2001:db9::1,false",
        "2001:db8::/33,2001:db8:8000::1,false",
        "2001:db8::1,2001:db8:0:0:0:0:0:1,true",
        "::/0,2001:db8::1,true",
        "::/0,192.0.2.1,false",
        "192.0.2.0/24,::ffff:192.0.2.7,true",
        "::ffff:192.0.2.7,192.0.2.7,true"
    })
    void containsWhatSharesItsPrefix(String range, String address, boolean contained) {
        assertThat(AddressRange.parse(range).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "verizon.example",
                "192.0.2",
                "127.1",
                "1",
                "192.0.2.256",
                "192.0.2.1.1",
                "0x7f.0.0.1",
                "192.0.2.1/",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/+8",
                "192.0.2.0/24/24",
                "192.0.2.0/255.255.255.0",
                "2001:db8::/129",
                "2001:db8:::1",
                "fe80::1%eth0",
                "[2001:db8::1]",
                " 192.0.2.1",
                "/24"
            })
    void isNothingElse(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1/24", "10.1.0.0/8", "2001:db8::1/64", "192.0.2.1/0"})
    void hasNoBitBeyondItsPrefix_sinceThatIsMostlyATypingError(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }
}
