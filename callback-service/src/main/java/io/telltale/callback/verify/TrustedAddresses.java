package io.telltale.callback.verify;

import io.telltale.schemas.settings.AddressRange;
import io.telltale.schemas.settings.Settings;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses and ranges of addresses that an operator trusts.
 *
 * @param ranges may be none
 */
record TrustedAddresses(List<AddressRange> ranges) {

    TrustedAddresses {
        ranges = List.copyOf(ranges);
    }

    /** Of these texts; what is neither address nor range is a fault of the variable. */
    static TrustedAddresses read(Settings settings, String variable, List<String> texts) {
        var ranges = new ArrayList<AddressRange>(texts.size());
        for (var text : texts) {
            AddressRange.parse(text)
                    .ifPresentOrElse(ranges::add, () -> fault(settings, variable, text));
        }
        return new TrustedAddresses(ranges);
    }

    private static void fault(Settings settings, String variable, String text) {
        settings.fault(
                variable,
                "IP addresses and ranges such as 192.0.2.0/24 with no bit set beyond the prefix,"
                        + " comma-separated",
                text,
                text);
    }

    boolean contain(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
