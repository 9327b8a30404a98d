#include "tests/modules/support/help_desk.h"
#include "tests/support/team.h"

namespace hostler::testing {

/// Tickets as their clients know them.
class TicketsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(TicketsTest);
  CPPUNIT_TEST(aClientAsksAndStaffAnswer);
  CPPUNIT_TEST(whatIsWrittenIsShownAsSafeHtml);
  CPPUNIT_TEST(everybodyConcernedIsMailed);
  CPPUNIT_TEST(aReplyOpensAClosedTicketAgain);
  CPPUNIT_TEST(anAnsweredTicketIsRatedOnceItIsClosed);
  CPPUNIT_TEST(anotherClientsTicketIsNotThere);
  CPPUNIT_TEST(aTicketIsAboutOnesOwnService);
  CPPUNIT_TEST(aServiceThatOneMayNotSeeIsNotNamed);
  CPPUNIT_TEST(aTicketThatAPolicyDeniesIsNotListed);
  CPPUNIT_TEST(uploadsBelongToAReply);
  CPPUNIT_TEST(anUploadThatAPolicyDeniesIsNotHadByATicket);
  CPPUNIT_TEST(nobodyElsesUploadIsTaken);
  CPPUNIT_TEST(whatIsAskedForIsChecked);
  CPPUNIT_TEST(theSameKeyOpensOneTicket);
  CPPUNIT_TEST(whoWritesWithoutEndIsStopped);
  CPPUNIT_TEST(aTicketTakesSoManyRepliesAndNoMore);
  CPPUNIT_TEST(aSuspendedClientMayWrite);
  CPPUNIT_TEST(listsArePagedAndOrdered);
  CPPUNIT_TEST(ticketsAreNumberedAsPeopleSayIt);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { desk_ = std::make_unique<HelpDesk>(database()); }
  void tearDown() override { desk_.reset(); }

  void aClientAsksAndStaffAnswer() {
    const auto id = desk_->open();
    auto ticket = desk_->client().get("/tickets/" + id);
    CPPUNIT_ASSERT_EQUAL(std::string{"open"}, text(ticket.body, "status"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, ticket["replies"].size());
    CPPUNIT_ASSERT_EQUAL(std::string{"Asha Rao"}, text(ticket["replies"][0], "author_name"));

    pass(std::chrono::minutes{1});
    const auto answer = desk_->must(
        desk_->helper().post("/admin/tickets/" + id + "/replies", {{"message", "Look again."}}),
        201);
    CPPUNIT_ASSERT_EQUAL(std::string{"staff"}, text(answer, "author"));
    ticket = desk_->client().get("/tickets/" + id);
    CPPUNIT_ASSERT_EQUAL(std::string{"answered"}, text(ticket.body, "status"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Rohan Desai"}, text(ticket["replies"][1], "author_name"));

    pass(std::chrono::minutes{1});
    desk_->must(desk_->client().post("/tickets/" + id + "/replies", {{"message", "Still late."}}),
                201);
    ticket = desk_->client().get("/tickets/" + id);
    CPPUNIT_ASSERT_EQUAL(std::string{"customer_reply"}, text(ticket.body, "status"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Still late."}, text(ticket["replies"][2], "message"));
  }

  void whatIsWrittenIsShownAsSafeHtml() {
    const auto id = desk_->open(
        "<b>Subject</b>", {{"message", "**bold** <script>alert(1)</script> [x](javascript:y)"}});
    const auto ticket = desk_->client().get("/tickets/" + id);
    CPPUNIT_ASSERT_EQUAL(std::string{"<b>Subject</b>"}, text(ticket.body, "subject"));
    const auto html = text(ticket["replies"][0], "html");
    CPPUNIT_ASSERT(html.find("<strong>bold</strong>") != std::string::npos);
    CPPUNIT_ASSERT(html.find("<script") == std::string::npos);
    CPPUNIT_ASSERT(html.find("href") == std::string::npos);
  }

  void everybodyConcernedIsMailed() {
    const auto id = desk_->open();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, desk_->mails().count("ticket_opened", HelpDesk::kClient));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, desk_->mails().count("ticket_for_staff", HelpDesk::kShop));
    desk_->must(desk_->owner().post("/admin/tickets/" + id + "/replies", {{"message", "Done."}}),
                201);
    const auto mail = desk_->mails().last("ticket_reply", HelpDesk::kClient);
    CPPUNIT_ASSERT_EQUAL(std::string{"Done."}, text(mail.model, "message"));
    CPPUNIT_ASSERT_EQUAL("https://shop.example/support/" + id, text(mail.model, "link"));

    const auto me = desk_->helper().get("/auth/me")["user"]["id"].get<std::string>();
    desk_->must(desk_->owner().patch("/admin/tickets/" + id, {{"assigned_to", me}}), 200);
    desk_->must(desk_->client().post("/tickets/" + id + "/replies", {{"message", "Thanks"}}), 201);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, desk_->mails().count("ticket_for_staff", HelpDesk::kShop));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1},
                         desk_->mails().count("ticket_for_staff", "helper@platform.example"));
  }

  void aReplyOpensAClosedTicketAgain() {
    const auto id = desk_->open();
    desk_->must(desk_->client().post("/tickets/" + id + "/close"), 200);
    const auto again = desk_->must(desk_->client().post("/tickets/" + id + "/close"), 200);
    CPPUNIT_ASSERT_EQUAL(std::string{"closed"}, text(again, "status"));
    CPPUNIT_ASSERT(again["closed_at"].is_string());
    desk_->must(desk_->client().post("/tickets/" + id + "/replies", {{"message", "No."}}), 201);
    const auto open = desk_->client().get("/tickets/" + id);
    CPPUNIT_ASSERT_EQUAL(std::string{"open"}, text(open.body, "status"));
    CPPUNIT_ASSERT(open["closed_at"].is_null());
  }

  void anAnsweredTicketIsRatedOnceItIsClosed() {
    const auto id = desk_->open();
    const auto rate = [&](const Json& body) {
      return desk_->client().post("/tickets/" + id + "/rate", body);
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"not_ratable"}, rate({{"rating", 5}}).code());
    desk_->must(desk_->client().post("/tickets/" + id + "/close"), 200);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_ratable"}, rate({{"rating", 5}}).code());
    desk_->must(desk_->owner().post("/admin/tickets/" + id + "/replies",
                                    {{"message", "Done."}, {"status", "closed"}}),
                201);
    for (const auto& wrong : {Json(0), Json(6), Json("5"), Json(4.5)})
      CPPUNIT_ASSERT_EQUAL(422, rate({{"rating", wrong}}).status);
    CPPUNIT_ASSERT(desk_->client().get("/tickets/" + id)["can_be_rated"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(4, rate({{"rating", 4}, {"comment", "Quick"}})["rating"].get<int>());
    CPPUNIT_ASSERT_EQUAL(std::string{"not_ratable"}, rate({{"rating", 1}}).code());
  }

  void anotherClientsTicketIsNotThere() {
    const auto id = desk_->open();
    auto& other = desk_->other();
    const auto missing = other.get("/tickets/tkt_0000000000001");
    auto foreign = other.get("/tickets/" + id);
    CPPUNIT_ASSERT_EQUAL(404, foreign.status);
    foreign.body["request_id"] = missing["request_id"];
    CPPUNIT_ASSERT_EQUAL(dump(missing.body), dump(foreign.body));
    CPPUNIT_ASSERT_EQUAL(404, other.post("/tickets/" + id + "/replies", {{"message", "x"}}).status);
    CPPUNIT_ASSERT_EQUAL(404, other.post("/tickets/" + id + "/close").status);
    CPPUNIT_ASSERT_EQUAL(404, other.post("/tickets/" + id + "/rate", {{"rating", 1}}).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, other.get("/tickets")["data"].size());
    CPPUNIT_ASSERT_EQUAL(401, desk_->engine().stranger().get("/tickets/" + id).status);
    CPPUNIT_ASSERT_EQUAL(403, other.get("/admin/tickets/" + id).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, desk_->client().get("/tickets/" + id)["replies"].size());
  }

  void aTicketIsAboutOnesOwnService() {
    desk_->service = Id<Service>::of(77);
    const auto service = desk_->service->text();
    const auto id = desk_->open("Slow", {{"service_id", service}});
    CPPUNIT_ASSERT_EQUAL(service, text(desk_->client().get("/tickets/" + id).body, "service_id"));
    const Json body{{"subject", "Slow"}, {"message", "x"}, {"service_id", service}};
    CPPUNIT_ASSERT_EQUAL(std::string{"not_found"},
                         desk_->other().post("/tickets", body).fieldCode("service_id"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, desk_->other().get("/tickets")["data"].size());
  }

  void aServiceThatOneMayNotSeeIsNotNamed() {
    desk_->service = Id<Service>::of(77);
    const auto service = desk_->service->text();
    auto vikram = vikramWithout(desk_->engine(), desk_->client(), {service});
    const Json body{{"subject", "Slow"}, {"message", "x"}, {"service_id", service}};

    const auto refused = vikram.post("/tickets", body);

    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 403, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, refused.code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, desk_->client().get("/tickets")["data"].size());
    desk_->must(vikram.post("/tickets", {{"subject", "Slow"}, {"message", "x"}}), 201);
    desk_->must(desk_->client().post("/tickets", body), 201);
  }

  void aTicketThatAPolicyDeniesIsNotListed() {
    const auto shown = desk_->open("Mail is late"), denied = desk_->open("Salaries");
    auto vikram = vikramWithout(desk_->engine(), desk_->client(), {denied});

    const auto listed = vikram.get("/tickets");

    CPPUNIT_ASSERT_EQUAL_MESSAGE(listed.text, std::size_t{1}, listed["data"].size());
    CPPUNIT_ASSERT_EQUAL(shown, text(listed["data"][0], "id"));
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/tickets/" + denied).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, desk_->client().get("/tickets")["data"].size());
  }

  void uploadsBelongToAReply() {
    const auto file = desk_->upload(desk_->client(), "trace.txt", "three hops");
    const auto id = desk_->open("Slow", {{"attachments", {file}}});
    const auto path = "/tickets/" + id;
    const auto first = desk_->client().get(path)["replies"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"trace.txt"}, text(first["attachments"][0], "name"));
    CPPUNIT_ASSERT_EQUAL(std::string{"three hops"},
                         desk_->client().get(path + "/attachments/" + file).text);
    CPPUNIT_ASSERT_EQUAL(std::string{"three hops"},
                         desk_->owner().get("/admin" + path + "/attachments/" + file).text);
    CPPUNIT_ASSERT_EQUAL(404, desk_->other().get(path + "/attachments/" + file).status);
    CPPUNIT_ASSERT_EQUAL(
        404, desk_->client().get("/tickets/" + desk_->open() + "/attachments/" + file).status);

    const auto answer = desk_->upload(desk_->owner(), "fix.txt", "two hops");
    desk_->must(desk_->owner().post("/admin" + path + "/replies",
                                    {{"message", "Try this."}, {"attachments", {answer}}}),
                201);
    CPPUNIT_ASSERT_EQUAL(std::string{"two hops"},
                         desk_->client().get(path + "/attachments/" + answer).text);
    CPPUNIT_ASSERT_EQUAL(404, desk_->other().get(path + "/attachments/" + answer).status);
  }

  void anUploadThatAPolicyDeniesIsNotHadByATicket() {
    auto& root = desk_->client();
    const auto denied = desk_->upload(root, "payroll.txt", "secret");
    const auto later = desk_->upload(root, "later.txt", "secret too");
    const auto shown = desk_->upload(root, "trace.txt", "three hops");
    const auto path = "/tickets/" + desk_->open("Slow", {{"attachments", {denied, shown}}});
    auto vikram = vikramWithout(desk_->engine(), root, {denied, later});

    CPPUNIT_ASSERT_EQUAL(403, vikram.get(path + "/attachments/" + denied).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"three hops"},
                         vikram.get(path + "/attachments/" + shown).text);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/files/" + denied).status);

    // Nor by one of their own.
    const Json body{{"subject", "Mine"}, {"message", "now"}, {"attachments", {later}}};
    CPPUNIT_ASSERT_EQUAL(403, vikram.post("/tickets", body).status);
    CPPUNIT_ASSERT_EQUAL(
        403, vikram.post(path + "/replies", {{"message", "now"}, {"attachments", {later}}}).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"secret"}, root.get(path + "/attachments/" + denied).text);

    // Support alone, without a right to files: what denies everything about one denies it here too.
    addUser(root, "meera", {{"support:*"}, {denied}});
    auto meera = signedInUser(desk_->engine(), root, "meera");
    CPPUNIT_ASSERT_EQUAL(403, meera.get(path + "/attachments/" + denied).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"three hops"}, meera.get(path + "/attachments/" + shown).text);
  }

  void nobodyElsesUploadIsTaken() {
    const auto foreign = desk_->upload(desk_->other(), "secret.txt", "mine");
    const Json body{{"subject", "a"}, {"message", "b"}, {"attachments", {foreign}}};
    CPPUNIT_ASSERT_EQUAL(422, desk_->client().post("/tickets", body).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, desk_->client().get("/tickets")["data"].size());
    const auto own = desk_->upload(desk_->client(), "trace.txt", "x");
    desk_->open("One", {{"attachments", {own}}});
    const Json twice{{"subject", "a"}, {"message", "b"}, {"attachments", {own}}};
    CPPUNIT_ASSERT_EQUAL(422, desk_->client().post("/tickets", twice).status);
  }

  void whatIsAskedForIsChecked() {
    auto& client = desk_->client();
    for (const auto& wrong :
         {Json{{"subject", ""}}, Json{{"message", ""}}, Json{{"priority", "now"}},
          Json{{"status", "closed"}}, Json{{"account_id", "acc_0000000000001"}},
          Json{{"department_id", "dep_0000000000001"}},
          Json{{"message", std::string(20'001, 'x')}}}) {
      Json body{{"subject", "a"}, {"message", "b"}};
      body.update(wrong);
      const auto answer = client.post("/tickets", body);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(dump(wrong).substr(0, 80), 422, answer.status);
    }
    CPPUNIT_ASSERT_EQUAL(422, client.post("/tickets", {{"subject", "no message"}}).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, client.get("/tickets")["data"].size());
  }

  void theSameKeyOpensOneTicket() {
    const Json body{{"subject", "a"}, {"message", "b"}};
    const auto first = desk_->client().withKey("one").post("/tickets", body);
    const auto again = desk_->client().withKey("one").post("/tickets", body);
    CPPUNIT_ASSERT_EQUAL(text(first.body, "id"), text(again.body, "id"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, desk_->client().get("/tickets")["data"].size());
  }

  void whoWritesWithoutEndIsStopped() {
    for (int i = 0; i < 20; ++i) desk_->open();
    const Json body{{"subject", "a"}, {"message", "b"}};
    const auto stopped = desk_->client().post("/tickets", body);
    CPPUNIT_ASSERT_EQUAL(429, stopped.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"rate_limited"}, stopped.code());
    CPPUNIT_ASSERT_EQUAL(201, desk_->other().post("/tickets", body).status);
    pass(std::chrono::hours{1});
    auto later = desk_->engine().signedIn(HelpDesk::kClient);
    CPPUNIT_ASSERT_EQUAL(201, later.post("/tickets", body).status);
  }

  void aTicketTakesSoManyRepliesAndNoMore() {
    const auto id = desk_->open();
    const auto path = "/tickets/" + id + "/replies";
    int taken = 1;  // the question itself
    for (int hour = 0; hour < 7 && taken < 400; ++hour) {
      auto client = desk_->engine().signedIn(HelpDesk::kClient);
      for (int i = 0; i < 60; ++i) {
        const auto answer = client.post(path, {{"message", "more"}});
        if (answer.status != 201) {
          CPPUNIT_ASSERT_EQUAL(std::string{"ticket_full"}, answer.code());
          CPPUNIT_ASSERT_EQUAL(300, taken);
          return;
        }
        ++taken;
      }
      pass(std::chrono::hours{1});
    }
    CPPUNIT_FAIL("it takes everything");
  }

  void aSuspendedClientMayWrite() {
    desk_->must(
        desk_->owner().post("/admin/clients/" + desk_->clientId() + "/suspend", Json::object()),
        200);
    desk_->open();
  }

  void listsArePagedAndOrdered() {
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
      ids.push_back(desk_->open("Ticket " + std::to_string(i)));
      pass(std::chrono::seconds{1});
    }
    desk_->must(desk_->client().post("/tickets/" + ids[1] + "/close"), 200);
    auto& client = desk_->client();
    CPPUNIT_ASSERT_EQUAL(ids[4], client.get("/tickets")["data"][0]["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        ids[1], client.get("/tickets?sort=-updated_at")["data"][0]["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, client.get("/tickets?closed=false")["data"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, client.get("/tickets?status=closed")["data"].size());
    std::vector<std::string> seen;
    std::string cursor;
    for (int page = 0; page < 3; ++page) {
      const auto answer = client.get("/tickets?limit=2&sort=created_at" + cursor);
      for (const auto& one : answer["data"]) seen.push_back(one["id"]);
      if (answer["next_cursor"].is_string())
        cursor = "&cursor=" + answer["next_cursor"].get<std::string>();
    }
    CPPUNIT_ASSERT(seen == ids);
    CPPUNIT_ASSERT_EQUAL(422, client.get("/tickets?sort=requester_email").status);
    CPPUNIT_ASSERT_EQUAL(422, client.get("/tickets?account_id=acc_0000000000001").status);
  }

  void ticketsAreNumberedAsPeopleSayIt() {
    desk_->open("First");
    const auto id = desk_->open("Second");
    CPPUNIT_ASSERT_EQUAL(std::string{"TKT-000002"},
                         text(desk_->client().get("/tickets/" + id).body, "number"));
    const auto list = desk_->client().get("/tickets?sort=created_at");
    CPPUNIT_ASSERT_EQUAL(std::string{"TKT-000001"}, text(list["data"][0], "number"));
    const auto mail = desk_->mails().last("ticket_opened", HelpDesk::kClient);
    CPPUNIT_ASSERT_EQUAL(std::string{"TKT-000002"}, text(mail.model["ticket"], "number"));

    // Staff find it by what a client reads out.
    for (const auto* said : {"TKT-000002", "tkt-2", "2"}) {
      const auto found = desk_->owner().get("/admin/tickets?q=" + std::string{said});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(said, std::size_t{1}, found["data"].size());
      CPPUNIT_ASSERT_EQUAL_MESSAGE(said, std::string{"Second"}, text(found["data"][0], "subject"));
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         desk_->owner().get("/admin/tickets?q=TKT-7")["data"].size());

    // One from before there were numbers goes by its id.
    desk_->engine().database().transaction(
        [](db::Transaction& tx) { tx.execute("UPDATE tickets SET number = NULL"); });
    CPPUNIT_ASSERT_EQUAL(id, text(desk_->client().get("/tickets/" + id).body, "number"));
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }
  static std::string text(const Json& json, const char* name) {
    return json.contains(name) && json[name].is_string() ? json[name].get<std::string>() : "";
  }
  void pass(Duration time) { desk_->engine().clock().advance(time); }

  std::unique_ptr<HelpDesk> desk_;
};
HOSTLER_SUITE(TicketsTest, "modules/support/tickets");

class TicketsOnMariaDbTest : public TicketsTest {
  CPPUNIT_TEST_SUB_SUITE(TicketsOnMariaDbTest, TicketsTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(TicketsOnMariaDbTest, "modules/support/tickets");

}  // namespace hostler::testing
