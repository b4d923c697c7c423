package io.telltale.providers.thingspace.signin;

import io.telltale.providers.page.Answer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which token an answer reports as expired. */
enum ExpiredCredential {
    /** The session token only, by a code of the service, with status 400 or 401. */
    SESSION,
    /** The bearer, so both have to be renewed: by a code of the gateway, or without any code. */
    BEARER;

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** The gateway's codes are numbers; its XML answers have no code of the service. */
    private static final Pattern GATEWAY_CODE = Pattern.compile("[0-9]*");

    private static final Pattern CREDENTIALS_CODE = Pattern.compile("90090[12]");

    /** An API that is blocked, forbidden or not in the scope: a fresh bearer helps no more. */
    private static final Pattern PERMISSION_CODE = Pattern.compile("9009(?:0[789]|1[0-9])");

    /** Empty for an answer that has nothing to do with the sign-in. */
    static Optional<ExpiredCredential> of(Answer<?> answer) {
        if (!(answer instanceof Answer.Refused<?>(var status, var code, _))) {
            return Optional.empty();
        }
        if (code.toLowerCase(Locale.ROOT).contains("sessiontoken.")) {
            return Optional.of(SESSION);
        }
        return (status == UNAUTHORIZED && !PERMISSION_CODE.matcher(code).matches())
                        || byGateway(status, code)
                ? Optional.of(BEARER)
                : Optional.empty();
    }

    /** Whether a refused login was not even looked at, since the gateway refused the bearer. */
    static boolean byGateway(int status, String code) {
        return CREDENTIALS_CODE.matcher(code).matches()
                || ((status == UNAUTHORIZED || status == FORBIDDEN)
                        && GATEWAY_CODE.matcher(code).matches()
                        && !PERMISSION_CODE.matcher(code).matches());
    }
}
