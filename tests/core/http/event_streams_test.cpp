#include "core/http/event_streams.h"

#include "tests/core/http/notes.h"

namespace hostler::http {

using front::Method;

struct NoteWritten {
  static constexpr std::string_view kName = "note.written";
  Id<Note> note;
  static void describe(Shape<NoteWritten>& shape) { shape.field("note", &NoteWritten::note); }
};

// What changed in an account is told to every browser of it, and to no other.
template <class Engine>
class EventStreamsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(EventStreamsTest);
  CPPUNIT_TEST(anAccountHearsOfItsOwnEventsAndOfNoOthers);
  CPPUNIT_TEST(eventsOfAnotherProcessAreHeardToo);
  CPPUNIT_TEST(whatIsForStaffIsNotToldToClients);
  CPPUNIT_TEST(closingEndsTheStreams);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    site_.router.raw(Method::Get, "/events", Access::signedIn(), [this](Context& context) {
      Answer answer;
      answer.raw = front::Response{};
      answer.raw->headers = {{"Content-Type", "text/event-stream"}};
      answer.stream = [this, scope = context.scope()](std::shared_ptr<front::Stream> stream) {
        streams_.add(scope, std::move(stream), [](const events::Record&) { return true; });
      };
      return answer;
    });
    bus_.onCommitted([this](const auto& records) { streams_.committed(records); });
  }

  void anAccountHearsOfItsOwnEventsAndOfNoOthers() {
    const auto alice = listen("alice"), bob = listen("bob");
    CPPUNIT_ASSERT_EQUAL(std::string{"text/event-stream"},
                         alice->received().header("Content-Type"));
    CPPUNIT_ASSERT(!alice->received().header("X-Content-Type-Options").empty());

    publish(bus_, kAlice, 5);
    publish(bus_, kBob, 6);

    CPPUNIT_ASSERT(alice->hears("event: note.written\ndata: {\"note\":\"" + Id<Note>::of(5).text() +
                                "\"}\n\n"));
    CPPUNIT_ASSERT(bob->hears(Id<Note>::of(6).text()));
    CPPUNIT_ASSERT(alice->received().streamed.find(Id<Note>::of(6).text()) == std::string::npos);
    CPPUNIT_ASSERT(bob->received().streamed.find(Id<Note>::of(5).text()) == std::string::npos);
  }

  void eventsOfAnotherProcessAreHeardToo() {
    const auto alice = listen("alice");
    IdMint otherIds{site_.clock, 2};
    events::Bus other{site_.clock, otherIds};  // with no listener here
    std::int64_t number = 10;
    // The first look only notes where the outbox ends, so one of the first events may fall before
    // it.
    while (alice->received().streamed.find("note.written") == std::string::npos && number < 10'000)
      publish(other, kAlice, ++number);

    CPPUNIT_ASSERT(alice->hears("event: note.written"));
  }

  void whatIsForStaffIsNotToldToClients() {
    streams_.hideFromClients(NoteWritten::kName, "note");
    const auto alice = listen("alice");
    publish(bus_, kAlice, 5);
    CPPUNIT_ASSERT(alice->hears("event: note.written\ndata: {}\n\n"));
  }

  void closingEndsTheStreams() {
    const auto alice = listen("alice");
    streams_.close();
    CPPUNIT_ASSERT(alice->received().isClosed);
    CPPUNIT_ASSERT(listen("bob")->received().isClosed);
  }

 private:
  std::shared_ptr<Caller> listen(const std::string& who) {
    auto caller = site_.begin(callAs(who, Method::Get, "/api/events"));
    if (!caller->hears(": connected")) throw std::runtime_error{"the stream did not begin"};
    return caller;
  }
  void publish(events::Bus& bus, Id<Account> account, std::int64_t note) {
    const auto scope = Scope::ofAccount(kPlatform, account);
    site_.database->transaction([&](db::Transaction& tx) {
      bus.publish(tx, Actor::system(kPlatform, "test"), scope, NoteWritten{Id<Note>::of(note)});
    });
  }

  Engine engine_;
  ApiSite site_{engine_.url()};
  events::Bus bus_{site_.clock, site_.ids};
  EventStreams streams_{*site_.database};
};
HOSTLER_HTTP_SUITE(EventStreamsTest, "core/http/event_streams");

}  // namespace hostler::http
