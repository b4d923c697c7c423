package io.telltale.providers.proxy;

import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.http.RequestBudget;
import io.telltale.providers.http.SendLimits;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.settings.Settings;
import java.net.URI;
import java.time.Clock;

/** A process that asks an address once, configured by its environment, and prints the answer. */
final class OneRequest {

    private OneRequest() {}

    /** Takes the address as its argument. */
    public static void main(String[] arguments) {
        var proxies = ProxySettings.read(Settings.of(System.getenv()));
        try (var sender =
                new HttpSender(
                        URI.create(arguments[0]),
                        SendLimits.USUAL,
                        Clock.systemUTC(),
                        RequestBudget.unlimited(),
                        proxies)) {
            var answer = sender.send(HttpCall.get("a").header("Authorization", "Bearer t"));
            System.out.println(
                    switch (answer) {
                        case Answer.Got<HttpReply>(var reply) -> "Got " + reply.status();
                        default -> answer.toString();
                    });
        }
    }
}
