package io.telltale.providers.xtremepush;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.http.HttpReply;
import io.telltale.providers.http.HttpSender;
import io.telltale.providers.page.Answer;
import io.telltale.schemas.settings.Secret;
import java.util.List;
import java.util.function.BiFunction;

/** Puts the project's token into each body, and nowhere else. */
final class ApptokenAccess implements PushAccess {

    private final HttpSender sender;
    private final Secret apptoken;

    ApptokenAccess(HttpSender sender, Secret apptoken) {
        this.sender = sender;
        this.apptoken = apptoken;
    }

    @Override
    public <T> Answer<T> ask(
            HttpCall call, ObjectNode body, BiFunction<HttpReply, List<Secret>, Answer<T>> reader) {
        var whole = body.deepCopy().put("apptoken", apptoken.reveal());
        return sender.send(PushAccess.with(call.hiding(apptoken), whole))
                .flatMap(reply -> reader.apply(reply, List.of(apptoken)));
    }
}
