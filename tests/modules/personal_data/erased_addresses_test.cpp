#include "modules/accounts/user_repository.h"
#include "tests/modules/personal_data/in_erasure.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// Whoever leaves takes along what was sent to their own addresses. What somebody merely wrote into
// a profile may be a stranger's, and a stranger's mail is not theirs to erase.
template <class Engine>
class ErasedAddressesTest : public testing::InErasure {
  CPPUNIT_TEST_SUITE(ErasedAddressesTest);
  CPPUNIT_TEST(whatWasSentToAProvedAddressGoes);
  CPPUNIT_TEST(anAddressThatNobodyProvedTakesNothingAlong);
  CPPUNIT_TEST(whatAnotherAccountWasSentStays);
  CPPUNIT_TEST(anAddressThatAnotherAccountUsesStays);
  CPPUNIT_TEST(anAddressOfStaffStays);
  CPPUNIT_TEST(whoHadTheAddressAndWasRemovedDoesNotHoldIt);
  CPPUNIT_TEST(anotherShopsMailStays);
  CPPUNIT_TEST_SUITE_END();

 public:
  ErasedAddressesTest() : InErasure{placeOn<Engine>} {}

  void opened() override {
    InErasure::opened();
    other_ = shop_->client();
  }

  void whatWasSentToAProvedAddressGoes() {
    user(client_, kMail, true, kPhone, true);
    leaveTraces();
    erase();
    CPPUNIT_ASSERT_EQUAL(std::string{"0 messages, 0 sign-ups, 0 that bounced"}, left());
  }

  void anAddressThatNobodyProvedTakesNothingAlong() {
    user(client_, kMail, false, kPhone, false);
    leaveTraces();
    erase();
    CPPUNIT_ASSERT_EQUAL(std::string{"2 messages, 1 sign-ups, 2 that bounced"}, left());
  }

  void whatAnotherAccountWasSentStays() {
    user(client_, kMail, true, kPhone, true);
    const auto theirs = message(kMail, other_), mine = message(kMail, client_);
    signUp(other_);
    erase();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("messages WHERE id = " + std::to_string(theirs)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("messages WHERE id = " + std::to_string(mine)));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("registrations"));
  }

  void anAddressThatAnotherAccountUsesStays() {
    user(client_, kMail, true, kPhone, true);
    user(other_, kMail, false, kPhone, false);
    leaveTraces();
    erase();
    CPPUNIT_ASSERT_EQUAL(std::string{"2 messages, 1 sign-ups, 2 that bounced"}, left());
  }

  void anAddressOfStaffStays() {
    user(client_, kMail, true, kPhone, true);
    user({}, kMail, false, kPhone, false);
    leaveTraces();
    erase();
    CPPUNIT_ASSERT_EQUAL(std::string{"2 messages, 1 sign-ups, 2 that bounced"}, left());
  }

  void whoHadTheAddressAndWasRemovedDoesNotHoldIt() {
    user(client_, kMail, true, kPhone, true);
    const auto gone = user(other_, kMail, false, kPhone, false);
    does("UPDATE users SET status = 'removed' WHERE id = ?", gone);
    leaveTraces();
    erase();
    CPPUNIT_ASSERT_EQUAL(std::string{"0 messages, 0 sign-ups, 0 that bounced"}, left());
  }

  void anotherShopsMailStays() {
    user(client_, kMail, true, kPhone, true);
    leaveTraces();
    for (const auto* table : {"messages", "registrations", "suppressed_recipients"})
      does("UPDATE " + std::string{table} + " SET tenant_id = 2");
    erase();
    CPPUNIT_ASSERT_EQUAL(std::string{"2 messages, 1 sign-ups, 2 that bounced"}, left());
  }

 private:
  static constexpr auto kMail = "zaphira@quill.example", kPhone = "+919800012345";

  Id<User> user(std::optional<Id<Account>> account, const std::string& email, bool emailProved,
                const std::string& phone, bool phoneProved) {
    const auto now = shop_->clock.now();
    User one;
    one.id = shop_->ids.next<User>();
    one.tenant = kPlatform;
    one.account = account;
    one.kind = account ? UserKind::Iam : UserKind::Staff;
    one.name = "Zaphira";
    one.email = email;
    one.phone = phone;
    if (emailProved) one.emailVerifiedAt = now;
    if (phoneProved) one.phoneVerifiedAt = now;
    shop_->database->transaction([&](db::Transaction& tx) {
      user_repository::insert(tx, {one, "!", false}, now);
    });
    return one.id;
  }

  void signUp(std::optional<Id<Account>> account) {
    const auto number = id();
    does(
        "INSERT INTO registrations (id, tenant_id, handle_hash, state, taken, username, email, "
        "email_key, phone, password_hash, otp_channel, language, account_id, expires_at, "
        "created_at) VALUES (?, 1, ?, 'pending', 0, 'zaphira', ?, ?, ?, '!', 'email', 'en', ?, ?, "
        "?)",
        number, std::to_string(number), kMail, kMail, kPhone, account, shop_->clock.now(),
        shop_->clock.now());
  }

  // What is known of the addresses without an account.
  void leaveTraces() {
    signUp({});
    for (const auto& [channel, address] : {std::pair{"email", kMail}, std::pair{"sms", kPhone}}) {
      message(address);
      does(
          "INSERT INTO suppressed_recipients (id, tenant_id, channel, recipient_key, cause, "
          "reason, message_id, created_at) VALUES (?, 1, ?, ?, 'bounce', 'no such mailbox', 1, ?)",
          id(), channel, address, shop_->clock.now());
    }
  }

  std::string left() {
    return std::to_string(count("messages")) + " messages, " +
           std::to_string(count("registrations")) + " sign-ups, " +
           std::to_string(count("suppressed_recipients")) + " that bounced";
  }

  Id<Account> other_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ErasedAddressesTest, "modules/personal_data/erased_addresses");

}  // namespace hostler
