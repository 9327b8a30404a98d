#include "core/backup/table.h"
#include "tests/modules/personal_data/in_erasure.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// Who has left is nowhere any more, but on the invoices that tax law wants kept.
template <class Engine>
class ErasureTest : public testing::InErasure {
  CPPUNIT_TEST_SUITE(ErasureTest);
  CPPUNIT_TEST(whoLeftIsNowhereButOnInvoices);
  CPPUNIT_TEST(jobsAndCallsNeverHoldWhoOwnsADomain);
  CPPUNIT_TEST(othersKeepWhatIsTheirs);
  CPPUNIT_TEST_SUITE_END();

 public:
  ErasureTest() : InErasure{placeOn<Engine>} {}

  void opened() override {
    InErasure::opened();
    does(
        "UPDATE accounts SET first_name = 'Zaphira', last_name = 'Quillfeather', company = NULL "
        "WHERE id = ?",
        client_);
    does(
        "UPDATE users SET name = 'Zaphira Quillfeather', email = 'Zaphira@quill.example', "
        "email_key = 'zaphira@quill.example', email_verified_at = 1, phone = '+919800012345', "
        "phone_verified_at = 1 WHERE account_id = ?",
        client_);
  }

  void whoLeftIsNowhereButOnInvoices() {
    const auto domain = sold_->registered(client_);
    changeContacts(domain.id);
    sold_->settle(std::chrono::hours{1});
    changeContacts(domain.id);  // that one never gets to the registrar
    leaveTraces();
    does("UPDATE domains SET live_name = NULL, status = 'cancelled' WHERE id = ?", domain.id);
    CPPUNIT_ASSERT(!found().empty());

    erase();

    CPPUNIT_ASSERT_EQUAL(std::string{}, found());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM domain_terms WHERE agreed_from <> ''"));
    // The invoice says whom it was issued to.
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM invoices i JOIN parties p ON p.id = i.buyer_id "
                     "WHERE p.document LIKE '%Quillfeather%'"));
  }

  void jobsAndCallsNeverHoldWhoOwnsADomain() {
    const auto domain = sold_->registered(client_);
    changeContacts(domain.id);
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Zaphira"},
        sold_->registry.last("set_contacts")["contacts"]["registrant"]["first_name"]
            .template get<std::string>());
    CPPUNIT_ASSERT(sold_->now(domain.id).contacts["registrant"]["city"] == "Nashik");
    for (const auto* sql :
         {"SELECT payload AS text FROM jobs", "SELECT request AS text FROM provider_operations",
          "SELECT COALESCE(contacts, '') AS text FROM domain_wishes"}) {
      for (const auto& row : shop_->database->query(sql)) {
        for (const auto* needle : kNeedles)
          CPPUNIT_ASSERT_MESSAGE(sql, row.text("text").find(needle) == std::string::npos);
      }
    }
  }

  void othersKeepWhatIsTheirs() {
    const auto other = shop_->client();
    const auto theirs = sold_->registered(other, "ravi.com");
    leaveTraces();

    erase();

    CPPUNIT_ASSERT(!sold_->now(theirs.id).contacts.empty());
    const auto kept = [&](const char* sql) {
      return shop_->database->query(sql, other).only().integer("n");
    };
    CPPUNIT_ASSERT(kept("SELECT COUNT(*) AS n FROM events WHERE account_id = ?") > 0);
    CPPUNIT_ASSERT(kept("SELECT COUNT(*) AS n FROM jobs WHERE account_id = ?") > 0);
    CPPUNIT_ASSERT(
        kept("SELECT COUNT(*) AS n FROM domain_terms WHERE agreed_from <> '' AND account_id = ?") >
        0);
    CPPUNIT_ASSERT(
        kept("SELECT COUNT(*) AS n FROM provider_operations WHERE request LIKE '%domain%' AND "
             "account_id = ?") > 0);
  }

 private:
  static constexpr std::array<const char*, 4> kNeedles{"Zaphira", "Quillfeather",
                                                       "zaphira@quill.example", "9800012345"};

  void changeContacts(Id<Domain> domain) {
    DomainContacts contacts;
    contacts.registrant = {"Zaphira",
                           "Quillfeather",
                           "",
                           "zaphira@quill.example",
                           "+91.9800012345",
                           "1 Lake Road",
                           "",
                           "Nashik",
                           "MH",
                           "422001",
                           "IN"};
    sold_->domains.actions().setContacts(sold_->buyer(client_), domain, contacts);
  }

  // What an account leaves behind beside what it buys; jobs and calls as earlier versions kept
  // them.
  void leaveTraces() {
    const auto now = shop_->clock.now();
    const auto person =
        std::string{R"({"name": "Zaphira Quillfeather", "phone": "+919800012345"})"};
    const auto mail = std::string{"zaphira@quill.example"};
    does(
        "INSERT INTO jobs (id, tenant_id, account_id, kind, lane, state, priority, run_at, "
        "payload, keep_key, attempts, crashes, fence, progress, created_at, finished_at) VALUES "
        "(?, 1, ?, 'domains.change', 'plugin.reg', 3, 2, ?, ?, 0, 1, 0, 1, 0, ?, ?)",
        id(), client_, now, person, now, now);
    does(
        "INSERT INTO provider_operations (id, tenant_id, account_id, instance, operation, "
        "idempotency_key, subject, request, request_hash, state, error_code, error_message, "
        "attempts, located, created_at, updated_at) VALUES (?, 1, ?, 'reg', "
        "'registrar/1.register', 'old', 'dom_old', ?, 'h', 'failed', 'e', ?, 1, 0, ?, ?)",
        id(), client_, person, person, now, now);
    does(
        "INSERT INTO suppressed_recipients (id, tenant_id, channel, recipient_key, cause, reason, "
        "message_id, created_at) VALUES (?, 1, 'email', ?, 'bounce', 'no such mailbox', 1, ?)",
        id(), mail, now);
    for (const auto& to : {mail, std::string{"+919800012345"}}) {
      const auto number = id();
      does(
          "INSERT INTO message_carriage (message_id, carrier, carrier_id, delivery, "
          "delivery_reason, delivered_at) VALUES (?, 'post', 'x', 'bounced', ?, ?)",
          number, "550 5.1.1 <" + to + ">", now);
      does(
          "INSERT INTO messages (id, tenant_id, channel, template, language, recipient, "
          "recipient_key, dedupe_key, model, invoices, carries_secret, status, attempts, answer, "
          "reference, created_at) VALUES (?, 1, 'email', 'accounts.otp', 'en', ?, ?, ?, ?, '[]', "
          "0, 'sent', 1, '', '', ?)",
          number, to, to, to, person, now);
    }
    does(
        "INSERT INTO quotes (id, tenant_id, account_id, status, title, currency, valid_until, "
        "document, notes, created_at, updated_at) VALUES (?, 1, ?, 'sent', 'For Zaphira', 'INR', "
        "'2027-01-01', '[]', ?, ?, ?)",
        id(), client_, person, now, now);
    const auto event = id();
    does(
        "INSERT INTO events (id, tenant_id, account_id, name, payload, happened_at, dispatched) "
        "VALUES (?, 1, ?, 'ticket.opened', ?, ?, 1)",
        event, client_, person, now);
    does(
        "INSERT INTO webhook_deliveries (id, tenant_id, webhook_id, event_id, event_name, body, "
        "state, attempts, status, answer, took_ms, created_at) VALUES (?, 1, 1, ?, "
        "'ticket.opened', ?, 'delivered', 1, 200, '', 5, ?)",
        id(), event, person, now);
    const auto file = id();
    does(
        "INSERT INTO files (id, tenant_id, owner_id, account_id, name, media_type, size, sha256, "
        "subject, created_at) VALUES (?, 1, ?, ?, 'Zaphira.pdf', 'application/pdf', 1, 'x', "
        "'pay_1', ?)",
        file, client_, client_, now);
  }

  // Where something of the person is found, in the whole database but for what invoices were
  // issued to.
  std::string found() {
    std::string places;
    shop_->database->read([&](db::Reader& reader) {
      for (const auto& table : backup::tablesOf(reader, shop_->database->dialect())) {
        if (table.name == "parties") continue;
        backup::forEachRow(reader, table, [&](std::string_view row) {
          for (const auto* needle : kNeedles) {
            if (row.find(needle) != std::string_view::npos)
              places += table.name + ": " + std::string{row.substr(0, 200)} + "\n";
          }
        });
      }
    });
    return places;
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ErasureTest, "modules/personal_data/erasure");

}  // namespace hostler
