#include "tests/modules/support/help_desk.h"

namespace hostler::testing {

class ContactTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ContactTest);
  CPPUNIT_TEST(aStrangersWordsReachStaff);
  CPPUNIT_TEST(nobodyIsMailedBeforeStaffAnswer);
  CPPUNIT_TEST(oneAddressWritesSeldom);
  CPPUNIT_TEST(whatIsWrittenIsChecked);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { desk_ = std::make_unique<HelpDesk>(); }
  void tearDown() override { desk_.reset(); }

  void aStrangersWordsReachStaff() {
    desk_->must(desk_->engine().stranger().post("/contact", words()), 201);
    const auto tickets = desk_->owner().get("/admin/tickets")["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, tickets.size());
    CPPUNIT_ASSERT(tickets[0]["requester"]["client_id"].is_null());
    CPPUNIT_ASSERT_EQUAL(std::string{"priya@example.in"},
                         tickets[0]["requester"]["email"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, desk_->mails().count("ticket_for_staff", HelpDesk::kShop));
  }

  void nobodyIsMailedBeforeStaffAnswer() {
    desk_->must(desk_->engine().stranger().post("/contact", words()), 201);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, mailed());
    const auto id = desk_->owner().get("/admin/tickets")["data"][0]["id"].get<std::string>();
    desk_->must(desk_->owner().post("/admin/tickets/" + id + "/replies", {{"message", "Yes."}}),
                201);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, mailed());
    CPPUNIT_ASSERT_EQUAL(
        std::string{},
        desk_->mails().last("ticket_reply", "priya@example.in").model["link"].get<std::string>());
  }

  void oneAddressWritesSeldom() {
    auto stranger = desk_->engine().stranger();
    for (int i = 0; i < 5; ++i) desk_->must(stranger.post("/contact", words()), 201);
    CPPUNIT_ASSERT_EQUAL(429, stranger.post("/contact", words()).status);
    CPPUNIT_ASSERT_EQUAL(201, desk_->engine().stranger().post("/contact", words()).status);
  }

  void whatIsWrittenIsChecked() {
    for (const auto& wrong : {Json{{"email", "nobody"}}, Json{{"name", "a\nBcc: x@y.example"}},
                              Json{{"message", ""}}, Json{{"subject", "mine"}}}) {
      auto body = words();
      body.update(wrong);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(dump(wrong), 422,
                                   desk_->engine().stranger().post("/contact", body).status);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, desk_->owner().get("/admin/tickets")["data"].size());
  }

 private:
  static Json words() {
    return {{"name", "Priya Nair"},
            {"email", "priya@example.in"},
            {"message", "Do you host shops?\n\nPriya"}};
  }
  std::size_t mailed() {
    return desk_->mails().count("ticket_reply", "priya@example.in") +
           desk_->mails().count("ticket_opened", "priya@example.in");
  }

  std::unique_ptr<HelpDesk> desk_;
};
HOSTLER_SUITE(ContactTest, "modules/support/contact");

}  // namespace hostler::testing
