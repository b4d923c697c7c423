package io.telltale.providers.thingspace.callback;

import static io.telltale.providers.thingspace.callback.DeviceServiceCallbackReaderTest.understood;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.RowFault;
import io.telltale.providers.thingspace.sms.LiveCallbackSms;
import io.telltale.schemas.ref.DeviceRef;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnhancedConnectivityCallbackReaderTest {

    private static final String NAMES =
            "'deviceIds':[{'id':'60e5f99d','kind':'ESN'},{'id':'7022895555','kind':'mdn'}]";

    private final EnhancedConnectivityCallbackReader reader =
            new EnhancedConnectivityCallbackReader();

    @Test
    void readsTheMostProbableForm() {
        var callback =
                callback(
                        """
                        {'username':'u','password':'p','requestId':'r-1',%s,'smsMessage':'hi there',
                         'timestamp':'2020-02-28T17:52:17+0000','callbackCount':2,'maxCallbackThreshold':4}
                        """
                                .formatted(NAMES));

        assertThat(callback.username()).isEqualTo("u");
        assertThat(callback.password().reveal()).isEqualTo("p");
        assertThat(callback.requestId()).contains("r-1");
        assertThat(callback.callbackCount()).hasValue(2);
        assertThat(callback.maxCallbackThreshold()).hasValue(4);
        var sms = fromDevice(callback.content());
        assertThat(sms.refs())
                .containsExactly(
                        DeviceRef.parse("esn:09615071645"), DeviceRef.parse("msisdn:17022895555"));
        assertThat(sms.device().primary()).hasToString("esn:60e5f99d");
        assertThat(sms.message()).isEqualTo("hi there");
        assertThat(sms.timestamp()).contains(Instant.parse("2020-02-28T17:52:17Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'deviceIds':[{'id':'7022895555','kind':'mdn'}],'smsMessage':'hi'}",
                "{'DeviceIds':[{'Id':'7022895555','Kind':'MDN'}],'SmsMessage':'hi'}",
                "{'deviceId':{'id':'7022895555','kind':'mdn'},'message':'hi'}",
                "{'deviceIds':{'id':7022895555,'kind':'mdn'},'smsMessage':{'message':'hi'}}",
                "{'smsMessage':{'deviceIds':[{'id':'7022895555','kind':'mdn'}],'Message':'hi'}}",
                "{'smsMessage':null,'message':'hi','deviceId':[{'id':'7022895555','kind':'mdn'}]}",
                "{'deviceResponse':{'smsResponse':{'message':'hi','deviceId':{'id':'7022895555','kind':'mdn'}}}}",
                "{'deviceResponse':[{'x':7},{'y':[{'message':'hi'}]}],'deviceIds':[{'id':'7022895555','kind':'mdn'}]}",
                "{'smsMessage':'hi','message':'other','deviceId':{'id':'7022895555','kind':'mdn'},'smsType':'MoSms'}"
            })
    void findsTextAndDevice_whereverTheyStand(String body) {
        var sms = fromDevice(callback(body).content());

        assertThat(sms.message()).isEqualTo("hi");
        assertThat(sms.refs()).containsExactly(DeviceRef.parse("msisdn:17022895555"));
        assertThat(sms.timestamp()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{%s,'smsMessage':'hi','timeStamp':'2016-01-01T12:29:49-08:00'}",
                "{%s,'smsMessage':{'message':'hi','timestamp':'2016-01-01T20:29:49Z'}}",
                "{%s,'TIMESTAMP':'2016-01-01T20:29:49+0000','deviceResponse':{'x':{'message':'hi'}}}"
            })
    void findsTheTime_whereverItStands(String body) {
        assertThat(fromDevice(callback(body.formatted(NAMES)).content()).timestamp())
                .contains(Instant.parse("2016-01-01T20:29:49Z"));
    }

    @Test
    void takesAnEmptyTextForAText() {
        assertThat(
                        fromDevice(callback("{%s,'smsMessage':''}".formatted(NAMES)).content())
                                .message())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'smsMessage':'Message was sent to the device','status':'Success'",
                "'message':'hi','deliveryStatus':'Delivered'",
                "'deviceResponse':{'x':{'message':'hi','sentTo':'17243253868'}}",
                "'smsMessage':{'message':'hi','smsType':'MtSms'}",
                "'smsMessage':'hi','faultResponse':{'faultcode':'c'}",
                "'smsMessage':'hi','deviceResponse':{'faultResponse':{'faultcode':'c'}}",
                "'status':'Failed'"
            })
    void takesWhatBearsASignOfAnotherRequestForANotice(String members) {
        assertThat(callback("{%s,%s}".formatted(NAMES, members)).content())
                .isInstanceOf(LiveCallbackContent.Notice.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'deviceIds':[{'id':'7022895555','kind':'mdn'}]}",
                "{'smsMessage':null}",
                "{'smsMessage':{}}",
                "{'smsMessage':['hi']}",
                "{'message':{'text':'hi'}}",
                "{'deviceResponse':'hi'}",
                "{'deviceResponse':{'message':'hi'}}"
            })
    void saysThatThereIsNoText(String body) {
        assertThat(callback(body).content()).isEqualTo(new LiveCallbackContent.TextMissing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    MISSING_FIELD | {'smsMessage':'hi'}
                    MISSING_FIELD | {'smsMessage':'hi','deviceIds':[{'id':'1'}]}
                    BAD_REF       | {'smsMessage':'hi','deviceIds':['1']}
                    BAD_REF       | {'smsMessage':'hi','deviceIds':[{'id':'1','kind':'phone'}]}
                    BAD_FIELD     | {'smsMessage':true,'deviceIds':[{'id':'7022895555','kind':'mdn'}]}
                    """)
    void saysWhatCannotBeRead(RowFault fault, String body) {
        assertThat(callback(body).content())
                .isInstanceOfSatisfying(
                        LiveCallbackContent.Unreadable.class,
                        broken -> assertThat(broken.fault()).isEqualTo(fault));
    }

    @Test
    void keepsTwoNamesOfOneKind_asTheQueueDoes() {
        var body =
                "{'deviceIds':[{'id':'2','kind':'imei'},{'id':'1','kind':'imei'}],'message':'hi'}";

        assertThat(fromDevice(callback(body).content()).refs())
                .containsExactly(DeviceRef.parse("imei:1"), DeviceRef.parse("imei:2"));
    }

    @Test
    void digestsABody_withoutWhatDiffersBetweenAttempts() {
        var body = "{%s,'smsMessage':'%s','Username':'%s','password':'%s','callbackCount':%d}";

        assertThat(
                        Stream.of(
                                        body.formatted(NAMES, "hi", "u1", "p1", 1),
                                        body.formatted(NAMES, "hi", "u2", "p2", 4))
                                .map(each -> fromDevice(callback(each).content()).bodyDigest())
                                .distinct())
                .singleElement()
                .isNotEqualTo(
                        fromDevice(callback(body.formatted(NAMES, "ho", "u1", "p1", 1)).content())
                                .bodyDigest());
    }

    private Callback<LiveCallbackContent> callback(String body) {
        return understood(reader.read(body.replace('\'', '"').getBytes(UTF_8)));
    }

    private static LiveCallbackSms fromDevice(LiveCallbackContent content) {
        assertThat(content).isInstanceOf(LiveCallbackContent.FromDevice.class);
        return ((LiveCallbackContent.FromDevice) content).sms();
    }
}
