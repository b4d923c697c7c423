package io.telltale.streams.query;

import static io.telltale.streams.topology.Given.NOW;

import io.telltale.schemas.event.EventId;
import io.telltale.schemas.record.Channel;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.record.DeviceStatusEvent;
import io.telltale.schemas.record.Outcome;
import io.telltale.schemas.record.SmsEvent;
import io.telltale.schemas.record.TimelineEntry;
import io.telltale.schemas.ref.CampaignRef;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.streams.sms.SmsMessage;
import io.telltale.streams.topology.Given;
import io.telltale.streams.topology.Orders;
import io.telltale.streams.topology.TopologyUnderTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The whole graph, asked for every ref at several times: the same events and links, repeats among
 * them, say the same in every order. Each order has refs of its own, in one topology.
 */
class TopologyInAnyOrderTest {

    /** {@code -Dorders=10000} takes some minutes. */
    private static final int ORDERS = Integer.getInteger("orders", 60);

    private static final Instant BEGIN = NOW.minusSeconds(10_000);
    private static final List<String> REFS =
            List.of("imei:1", "imei:2", "esn:00000000003", "graph:4", "iccid:5", "msisdn:6");

    @RegisterExtension final TopologyUnderTest graph = new TopologyUnderTest();

    private int orders;

    @Test
    void everyRefAnswersTheSame() {
        Orders.agree(
                ORDERS,
                TopologyInAnyOrderTest::world,
                news -> said(news, false),
                news -> said(news, true));
    }

    private static List<Object> world(Random random) {
        var news = new ArrayList<Object>();
        for (var number = 1 + random.nextInt(9); number > 0; number--) {
            var refs = refs(random, 1 + random.nextInt(3));
            var event =
                    random.nextBoolean()
                            ? sms(random, refs, number)
                            : reading(random, refs, number);
            news.add(event);
            if (random.nextInt(3) == 0) {
                news.add(event);
            }
        }
        var pairs = new HashSet<List<String>>();
        for (var number = random.nextInt(4); number > 0; number--) {
            var pair = refs(random, 2);
            if (pairs.add(pair)) {
                var from = BEGIN.plusSeconds(random.nextInt(9));
                var link =
                        DeviceLink.newBuilder(Given.link(pair.getFirst(), pair.getLast()))
                                .setDeclaredAt(NOW.plusSeconds(number))
                                .setValidFrom(random.nextBoolean() ? from : null)
                                .setValidTo(random.nextInt(3) == 0 ? from.plusSeconds(4) : null)
                                .build();
                news.add(link);
                if (random.nextInt(3) == 0) {
                    news.add(
                            DeviceLink.newBuilder(Given.withdrawn(link))
                                    .setDeclaredAt(NOW.plusSeconds(60))
                                    .build());
                }
            }
        }
        return news;
    }

    private static SmsEvent sms(Random random, List<String> refs, int number) {
        var channels = List.of(Channel.POLL, Channel.CALLBACK, Channel.HISTORY);
        var at = BEGIN.plusSeconds(random.nextInt(9));
        var sms =
                Given.sms(
                        refs.getFirst(),
                        "text" + random.nextInt(2),
                        channels.get(random.nextInt(3)),
                        at,
                        at.plusSeconds(5));
        return SmsEvent.newBuilder(sms)
                .setEventId(EventId.of("event", Integer.toString(number)))
                .setDevices(refs)
                .setOccurredAt(random.nextInt(4) == 0 ? null : at)
                .build();
    }

    private static DeviceStatusEvent reading(Random random, List<String> refs, int number) {
        var outcomes = List.of(Outcome.PENDING, Outcome.FAILED, Outcome.REMOVED);
        var at = BEGIN.plusSeconds(random.nextInt(9));
        var reading =
                Given.upgrade(
                        refs.getFirst(),
                        "word" + random.nextInt(2),
                        outcomes.get(random.nextInt(3)),
                        random.nextInt(3),
                        at);
        return DeviceStatusEvent.newBuilder(reading)
                .setEventId(EventId.of("event", Integer.toString(number)))
                .setDevices(refs)
                .setOccurredAt(random.nextBoolean() ? null : at.minusSeconds(random.nextInt(3)))
                .build();
    }

    private static List<String> refs(Random random, int many) {
        var refs = new TreeSet<DeviceRef>();
        while (refs.size() < many) {
            refs.add(DeviceRef.parse(REFS.get(random.nextInt(REFS.size()))));
        }
        return refs.stream().map(DeviceRef::toString).toList();
    }

    /** The wanted order is one of them too: events by id, then links, and nothing twice. */
    private Map<String, Object> said(List<Object> news, boolean asTheyCome) {
        orders++;
        var mark = "9%05d".formatted(orders);
        var order = asTheyCome ? news : sorted(news);
        order.forEach(each -> tell(each, mark));
        graph.settle();
        var asked = new QueriesUnderTest(graph, NOW);
        var said = new TreeMap<String, Object>();
        for (var ref : REFS) {
            for (var second = -1; second < 7; second += 6) {
                var at = second < 0 ? NOW : BEGIN.plusSeconds(second);
                said.put(ref + " at " + second, answer(asked, marked(ref, mark), at, mark));
            }
        }
        if (news.stream().anyMatch(DeviceStatusEvent.class::isInstance)) {
            var campaign = new CampaignRef(Given.ACCOUNT, mark);
            said.put("campaign", plain(asked.members(campaign), mark));
        }
        return said;
    }

    private static List<Object> sorted(List<Object> news) {
        var once = new LinkedHashSet<>(news);
        var links = once.stream().filter(DeviceLink.class::isInstance).toList();
        once.removeAll(Set.copyOf(links));
        var all = new ArrayList<>(once);
        all.sort(Comparator.comparing(Object::toString));
        all.addAll(links);
        return all;
    }

    private void tell(Object news, String mark) {
        switch (news) {
            case SmsEvent sms ->
                    graph.given(
                            SmsEvent.newBuilder(sms)
                                    .setDevices(marked(sms.getDevices(), mark))
                                    .build());
            case DeviceStatusEvent reading ->
                    graph.given(
                            DeviceStatusEvent.newBuilder(reading)
                                    .setDevices(marked(reading.getDevices(), mark))
                                    .setTaskId(mark)
                                    .build());
            case DeviceLink link ->
                    graph.given(
                            DeviceLink.newBuilder(link)
                                    .setRefs(marked(link.getRefs(), mark))
                                    .build());
            default -> throw new IllegalArgumentException(news.toString());
        }
    }

    private static List<String> marked(List<String> refs, String mark) {
        return refs.stream().map(ref -> marked(ref, mark)).toList();
    }

    private static String marked(String ref, String mark) {
        return ref.startsWith("esn:")
                ? "esn:" + mark + ref.substring("esn:".length() + mark.length())
                : ref.replace(":", ":" + mark);
    }

    private static Object answer(QueriesUnderTest asked, String ref, Instant at, String mark) {
        if (!(asked.lookup(ref, at) instanceof Lookup.Found<Device>(var device))) {
            return asked.lookup(ref, at);
        }
        var messages =
                asked.sms(device).stream().map(TopologyInAnyOrderTest::message).sorted().toList();
        var entries =
                asked.timeline(device).stream()
                        .map(TopologyInAnyOrderTest::entry)
                        .sorted()
                        .toList();
        return List.of(
                plain(device.state(), mark),
                plain(device.members(), mark),
                plain(device.intervals(), mark),
                plain(device.spans(), mark),
                messages,
                plain(entries, mark));
    }

    /** The id of a message is made of a ref; at one time they are in order of their ids. */
    private static String message(SmsMessage message) {
        return message.orderAt() + " " + message.rows().stream().map(SmsEvent::getEventId).toList();
    }

    /** The id of an identity entry is made of refs. */
    private static String entry(TimelineEntry entry) {
        var id = entry.getIdentity() == null ? entry.getEventId() : entry.getIdentity().toString();
        return entry.getSortedAt() + " " + entry.getRef() + " " + id;
    }

    private static String plain(Object said, String mark) {
        return said.toString().replace(":" + mark, ":").replace("\"" + mark, "\"");
    }
}
