#include "tests/modules/billing/money_shop.h"
#include "tests/modules/billing/on_billing_routes.h"

namespace hostler {

namespace testing {
// Billing as staff, clients and gateways meet it.
class BillingRoutesTest : public OnBillingRoutes {
  CPPUNIT_TEST_SUITE(BillingRoutesTest);
  CPPUNIT_TEST(oneKeyIssuesOneInvoice);
  CPPUNIT_TEST(hooksAreAskedBeforeStaffIssueAnInvoice);
  CPPUNIT_TEST(anInvoiceByHandIsChecked);
  CPPUNIT_TEST(clientsSeeTheirOwnInvoicesAlone);
  CPPUNIT_TEST(aForgedDeliveryChangesNothing);
  CPPUNIT_TEST(aDeliveryThatComesThriceIsBookedOnce);
  CPPUNIT_TEST(heldMoneyIsSettledByStaffOnce);
  CPPUNIT_TEST(aGatewayThatIsNotThereIsUnknown);
  CPPUNIT_TEST(ratesAreForDaysAndAreNotNegative);
  CPPUNIT_TEST(aRateIsReopenedAndRemoved);
  CPPUNIT_TEST(aTopUpGoesThroughTheGatewayThatThereIs);
  CPPUNIT_TEST(aTopUpThatCameInHasAReceiptVoucher);
  CPPUNIT_TEST(theFieldThatIsWrongIsTheOneThatWasSent);
  CPPUNIT_TEST(anEmptyWalletIsEmpty);
  CPPUNIT_TEST(staffSeeOneClientsMoney);
  CPPUNIT_TEST(staffNarrowTheListOfInvoices);
  CPPUNIT_TEST(whatIsOpenIsFoundInOneListLateOrNot);
  CPPUNIT_TEST(whoMayNotReadClientsLearnsOfNoneByTheirInvoices);
  CPPUNIT_TEST(staffSeeWhoPaidWhatForAnInvoice);
  CPPUNIT_TEST(staffGiveBackWhatCreditPaid);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    Given given;
    given.before = &hooks_;
    start(providers_, given);
  }

  void oneKeyIssuesOneInvoice() {
    const auto first = owner_->withKey("march").post("/admin/invoices", invoice(499'00));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(first.text, 201, first.status);
    const auto again = owner_->withKey("march").post("/admin/invoices", invoice(499'00));
    CPPUNIT_ASSERT_EQUAL(first["number"].get<std::string>(), again["number"].get<std::string>());
    const auto other = owner_->withKey("march").post("/admin/invoices", invoice(999'00));
    CPPUNIT_ASSERT_EQUAL(409, other.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"idempotency_key_reused"}, other.code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get("/admin/invoices")["data"].size());
  }

  void hooksAreAskedBeforeStaffIssueAnInvoice() {
    owner_->withKey("one").post("/admin/invoices", invoice(499'00));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, hooks_.asked.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"before.invoice_issue"}, hooks_.asked[0].first);
    const auto& facts = hooks_.asked[0].second;
    CPPUNIT_ASSERT_EQUAL(std::string{"manual"}, facts["kind"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(account_, facts["client_id"].get<std::string>());
    hooks_.refused = "before.invoice_issue";
    const auto refused = owner_->post("/admin/invoices", invoice(499'00));
    CPPUNIT_ASSERT_EQUAL(409, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"closed"}, refused.code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get("/admin/invoices")["data"].size());
  }

  void anInvoiceByHandIsChecked() {
    auto body = invoice(499'00);
    body["lines"] = Json::array();
    CPPUNIT_ASSERT_EQUAL(422, owner_->post("/admin/invoices", body).status);
    body = invoice(499'00);
    body["lines"][0]["unit_price"]["currency"] = "USD";
    CPPUNIT_ASSERT_EQUAL(std::string{"other_currency"},
                         owner_->post("/admin/invoices", body).fieldCode("lines"));
    body = invoice(499'00);
    for (const auto* quantity : {"0", "-1", "0.00", "many"}) {
      body["lines"][0]["quantity"] = quantity;
      CPPUNIT_ASSERT_EQUAL_MESSAGE(quantity, 422, owner_->post("/admin/invoices", body).status);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"invoice_negative"},
                         owner_->post("/admin/invoices", invoice(-1'00)).code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, owner_->get("/admin/invoices")["data"].size());
  }

  void staffNarrowTheListOfInvoices() {
    auto other = engine_->signedUpClient(
        "ravi@example.in",
        {{"first_name", "Ravi"}, {"last_name", "Nair"}, {"company", "Nair & Sons"}});
    const auto ravi = other.get("/account")["id"].get<std::string>();
    const auto first = owner_->post("/admin/invoices", invoice(499'00));
    auto theirs = invoice(999'00);
    theirs["account"] = ravi;
    const auto second = owner_->post("/admin/invoices", theirs);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(second.text, 201, second.status);

    const auto found = [this](const std::string& query) {
      const auto page = owner_->get("/admin/invoices?" + query);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(query + page.text, 200, page.status);
      std::vector<std::string> clients;
      for (const auto& one : page["data"])
        clients.push_back(one["client"]["name"].get<std::string>());
      return clients;
    };
    using Names = std::vector<std::string>;
    CPPUNIT_ASSERT((Names{"Ravi Nair", "Asha Rao"}) == found(""));
    CPPUNIT_ASSERT((Names{"Ravi Nair"}) == found("text=nair"));
    CPPUNIT_ASSERT((Names{"Ravi Nair"}) == found("text=RAVI@example.in"));
    CPPUNIT_ASSERT((Names{"Ravi Nair"}) == found("account_id=" + ravi));
    CPPUNIT_ASSERT((Names{}) == found("text=%25"));
    const auto number = first["number"].get<std::string>();
    CPPUNIT_ASSERT((Names{"Asha Rao"}) == found("text=" + number));
    const auto day = first["issue_date"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{2},
        found("issued_from=" + day + "&issued_to=" + day + "&due_from=" + day).size());
    CPPUNIT_ASSERT((Names{}) == found("issued_to=2001-01-01"));
    CPPUNIT_ASSERT((Names{}) == found("due_to=2001-01-01"));
    CPPUNIT_ASSERT((Names{}) == found("kind=renewal"));
    CPPUNIT_ASSERT_EQUAL(422, owner_->get("/admin/invoices?due_to=soon").status);
    const auto one = owner_->get("/admin/invoices/" + second["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"Nair & Sons"}, one["client"]["company"].get<std::string>());
    CPPUNIT_ASSERT(!other.get("/invoices")["data"][0].contains("client"));
  }

  void whatIsOpenIsFoundInOneListLateOrNot() {
    const auto id = [](const ApiAnswer& answer) { return answer["id"].get<std::string>(); };
    const auto pay = [&](const ApiAnswer& invoice, const Json& amount, const char* reference) {
      const auto booked =
          owner_->post("/admin/invoices/" + id(invoice) + "/mark-paid",
                       {{"method", "bank_transfer"}, {"reference", reference}, {"amount", amount}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(booked.text, 200, booked.status);
    };
    const auto late = owner_->post("/admin/invoices", invoice(100'00));
    const auto partly = owner_->post("/admin/invoices", invoice(200'00));
    pay(partly, paise(50'00), "UTR1");
    engine_->database().transaction([](db::Transaction& tx) {
      tx.execute("UPDATE invoice_states SET due_date = ?", Date::of(2001, 2, 3));
    });
    const auto fresh = owner_->post("/admin/invoices", invoice(300'00));
    const auto paid = owner_->post("/admin/invoices", invoice(400'00));
    pay(paid, paid["total"], "UTR2");

    const auto found = [&](ApiClient& who, const std::string& path) {
      const auto page = who.get(path);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path + page.text, 200, page.status);
      std::vector<std::string> ids;
      for (const auto& one : page["data"]) ids.push_back(one["id"].get<std::string>());
      return ids;
    };
    const std::vector<std::string> open{id(fresh), id(partly), id(late)};
    CPPUNIT_ASSERT(open == found(*owner_, "/admin/clients/" + account_ + "/invoices?open=true"));
    CPPUNIT_ASSERT(open == found(*owner_, "/admin/invoices?open=true"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, found(*owner_, "/admin/invoices?open=false").size());
    CPPUNIT_ASSERT((std::vector<std::string>{id(late)}) ==
                   found(*owner_, "/admin/invoices?open=true&status=overdue"));
    CPPUNIT_ASSERT(found(*owner_, "/admin/invoices?open=true&status=draft").empty());
  }

  void whoMayNotReadClientsLearnsOfNoneByTheirInvoices() {
    const auto issued = owner_->post("/admin/invoices", invoice(499'00));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(issued.text, 201, issued.status);
    auto clerk = memberOfStaff("clerk@platform.example", {"billing:*"});
    const auto found = [&](ApiClient& who, const std::string& query) {
      const auto page = who.get("/admin/invoices" + query);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(query + page.text, 200, page.status);
      return page["data"];
    };
    for (const auto* query : {"?text=Asha", "?text=asha@example.in", "?text=asha%40exam"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(query, std::size_t{1}, found(*owner_, query).size());
      CPPUNIT_ASSERT_MESSAGE(query, found(clerk, query).empty());
    }
    const auto number = issued["number"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found(clerk, "?text=" + number).size());
    CPPUNIT_ASSERT(found(*owner_, "")[0].contains("client"));
    CPPUNIT_ASSERT(!found(clerk, "")[0].contains("client"));
    const auto one = clerk.get("/admin/invoices/" + issued["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(one.text, 200, one.status);
    CPPUNIT_ASSERT(!one.body.contains("client"));
  }

  void staffSeeWhoPaidWhatForAnInvoice() {
    const auto paid = owner_->post("/admin/invoices", invoice(499'00));
    const auto open = owner_->post("/admin/invoices", invoice(999'00));
    const auto id = paid["id"].get<std::string>();
    const auto booked = owner_->post(
        "/admin/invoices/" + id + "/mark-paid",
        {{"method", "bank_transfer"}, {"reference", "UTR7"}, {"amount", paid["total"]}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(booked.text, 200, booked.status);
    const auto payments = owner_->get("/admin/payments?invoice_id=" + id)["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, payments.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"Asha Rao"}, payments[0]["client"]["name"].get<std::string>());
    CPPUNIT_ASSERT(
        owner_->get("/admin/payments?invoice_id=" + open["id"].get<std::string>())["data"].empty());
    const auto movements = owner_->get("/admin/transactions?account_id=" + account_)["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, movements.size());
    CPPUNIT_ASSERT_EQUAL(account_, movements[0]["client"]["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(payments[0]["id"].get<std::string>(),
                         movements[0]["payment_id"].get<std::string>());
    CPPUNIT_ASSERT(owner_->get("/admin/transactions?account_id=acc_0000000000001")["data"].empty());
  }

  void staffGiveBackWhatCreditPaid() {
    const auto id = owner_->post("/admin/invoices", invoice(999'00))["id"].get<std::string>();
    const auto path = "/admin/invoices/" + id + "/unapply-credit";
    const Json why{{"reason", "Meant for another invoice"}};
    CPPUNIT_ASSERT_EQUAL(std::string{"no_credit_applied"}, owner_->post(path, why).code());
    owner_->post("/admin/clients/" + account_ + "/add-credit",
                 {{"amount", paise(500'00)}, {"reason", "Sorry"}});
    engine_->database().transaction([&](db::Transaction& tx) {
      auto open = billing_->billing()
                      .find(tx, Scope::ofTenant(kPlatform), Id<Invoice>::parse(id).value())
                      .value();
      CPPUNIT_ASSERT(billing_->billing().payFromCredit(tx, clientActor(), open));
    });
    CPPUNIT_ASSERT_EQUAL(403, client_->post(path, why).status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->post(path, Json::object()).status);
    for (int i = 0; i < 2; ++i) {
      const auto done = owner_->withKey("u").post(path, why);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(done.text, 200, done.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"unpaid"}, done["status"].get<std::string>());
      CPPUNIT_ASSERT_EQUAL(done["total"].dump(), done["balance"].dump());
    }
    CPPUNIT_ASSERT_EQUAL(409, owner_->post(path, why).status);
  }

  void clientsSeeTheirOwnInvoicesAlone() {
    const auto id = owner_->post("/admin/invoices", invoice(499'00))["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(200, client_->get("/invoices/" + id).status);
    auto other = engine_->signedUpClient("ravi@example.in");
    CPPUNIT_ASSERT_EQUAL(404, other.get("/invoices/" + id).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, other.get("/invoices")["data"].size());
    CPPUNIT_ASSERT_EQUAL(404,
                         other.post("/invoices/" + id + "/pay", {{"method", "wallet"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, client_->post("/admin/invoices", invoice(1'00)).status);
  }

  void aForgedDeliveryChangesNothing() {
    providers_.on("gateway/1.webhook", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Permanent, "signature_invalid", "forged");
    });
    const auto answer = engine_->stranger().post("/payments/webhook/bank", {{"event", "paid"}});
    CPPUNIT_ASSERT_EQUAL(400, answer.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"bad_signature"}, answer.code());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, kept("gateway_events"));
    // A gateway that cannot be understood now sends it again.
    providers_.on("gateway/1.webhook", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Retryable, "busy", "busy");
    });
    CPPUNIT_ASSERT_EQUAL(503, engine_->stranger().post("/payments/webhook/bank").status);
  }

  void aDeliveryThatComesThriceIsBookedOnce() {
    const auto id = owner_->post("/admin/invoices", invoice(499'00))["id"].get<std::string>();
    const auto payment =
        billing_->payments().start(clientActor(), {Id<Invoice>::parse(id).value()}, "bank");
    engine_->database().transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE payments SET gateway_reference = 'order_1', status = 'processing'");
    });
    providers_.on("gateway/1.webhook", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"event_id", "evt_1"},
                             {"provider_type", "payment.captured"},
                             {"live", false},
                             {"events", Json::array({{{"type", "payment.captured"},
                                                      {"references", {"order_1"}},
                                                      {"payment",
                                                       {{"id", "pay_1"},
                                                        {"state", "captured"},
                                                        {"reference", "order_1"},
                                                        {"amount", paise(499'00)}}}}})}}};
    });
    // The same event in other words: only the first and the last are the same byte for byte.
    for (const int copy : {1, 2, 1}) {
      const auto answer = engine_->stranger().post("/payments/webhook/bank", {{"copy", copy}});
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
    }
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, kept("gateway_events"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, kept("transactions"));
    CPPUNIT_ASSERT_EQUAL(std::string{"paid"},
                         client_->get("/invoices/" + id)["status"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"succeeded"},
        client_->get("/payments/" + payment.id.text())["status"].get<std::string>());
  }

  void heldMoneyIsSettledByStaffOnce() {
    for (const auto* id : {"one", "two"}) {
      providers_.on("gateway/1.webhook", [id = std::string{id}](const ProviderRequest&) {
        return ProviderAnswer{Outcome::Succeeded,
                              {{"event_id", "evt_" + id},
                               {"provider_type", "payment.captured"},
                               {"live", false},
                               {"events", Json::array({{{"type", "payment.captured"},
                                                        {"references", {"order_" + id}},
                                                        {"payment",
                                                         {{"id", "pay_" + id},
                                                          {"state", "captured"},
                                                          {"reference", "order_" + id},
                                                          {"amount", paise(499'00)}}}}})}}};
      });
      CPPUNIT_ASSERT_EQUAL(
          200, engine_->stranger().post("/payments/webhook/bank", {{"event", id}}).status);
    }
    const auto listed = owner_->get("/admin/payments/unmatched")["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, listed.size());
    CPPUNIT_ASSERT_EQUAL(paise(499'00).dump(), listed[0]["amount"].dump());
    const auto all = owner_->get("/admin/webhooks/in?state=unmatched&gateway=bank")["data"];
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, all.size());
    CPPUNIT_ASSERT(all[0]["can_replay"].get<bool>());
    const auto sent = "/admin/webhooks/in/" + all[0]["id"].get<std::string>();
    const auto again = owner_->post(sent + "/replay");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(again.text, 200, again.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"unmatched"}, owner_->get(sent)["state"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(403, client_->post(sent + "/replay").status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->get("/admin/webhooks/in?state=odd").status);
    const auto path = "/admin/payments/unmatched/" + listed[0]["id"].get<std::string>();
    const Json toClient{{"account", account_}, {"reason", "Their transfer"}};

    CPPUNIT_ASSERT_EQUAL(403, client_->post(path + "/credit", toClient).status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().post(path + "/dismiss", toClient).status);
    CPPUNIT_ASSERT_EQUAL(422, owner_->post(path + "/dismiss", Json::object()).status);
    auto elsewhere = toClient;
    elsewhere["account"] = Id<Account>::of(7).text();
    CPPUNIT_ASSERT_EQUAL(404, owner_->post(path + "/credit", elsewhere).status);

    for (int i = 0; i < 2; ++i) {
      const auto answer = owner_->withKey("c").post(path + "/credit", toClient);
      CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status < 300);
    }
    CPPUNIT_ASSERT_EQUAL(409, owner_->post(path + "/credit", toClient).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, kept("transactions"));
    const auto other = "/admin/payments/unmatched/" + listed[1]["id"].get<std::string>();
    CPPUNIT_ASSERT(owner_->post(other + "/dismiss", {{"reason", "A test"}}).status < 300);
    CPPUNIT_ASSERT(owner_->get("/admin/payments/unmatched")["data"].empty());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, kept("transactions"));
  }

  void aGatewayThatIsNotThereIsUnknown() {
    CPPUNIT_ASSERT_EQUAL(404, engine_->stranger().post("/payments/webhook/nobody").status);
    CPPUNIT_ASSERT(providers_.asked().empty());
  }

  void ratesAreForDaysAndAreNotNegative() {
    const auto rate = [](const std::string& percent, const std::string& from, const Json& until) {
      Json body{{"country", "IN"}, {"name", "GST"}, {"rate", percent}, {"valid_from", from}};
      if (until != nullptr) body["valid_until"] = until;
      return body;
    };
    CPPUNIT_ASSERT_EQUAL(
        422, owner_->post("/admin/taxes", rate("18", "2026-07-01", "2026-07-01")).status);
    CPPUNIT_ASSERT_EQUAL(422,
                         owner_->post("/admin/taxes", rate("-1", "2026-07-01", nullptr)).status);
    const auto made = owner_->post("/admin/taxes", rate("18", "2026-01-01", nullptr));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    const auto answer = owner_->post("/admin/invoices", invoice(499'00));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, std::int64_t{588'82},
                                 answer["total"]["amount"].get<std::int64_t>());
  }

  void aRateIsReopenedAndRemoved() {
    const auto made = owner_->post("/admin/taxes", {{"country", "IN"},
                                                    {"name", "GST"},
                                                    {"rate", "18"},
                                                    {"valid_from", "2026-01-01"},
                                                    {"valid_until", nullptr}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    const auto path = "/admin/taxes/" + made["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(
        std::string{"2026-07-01"},
        owner_->patch(path, {{"valid_until", "2026-07-01"}})["valid_until"].get<std::string>());
    CPPUNIT_ASSERT(owner_->patch(path, {{"valid_until", nullptr}})["valid_until"].is_null());
    CPPUNIT_ASSERT(owner_->get(path)["valid_until"].is_null());
    const auto id = owner_->post("/admin/invoices", invoice(499'00))["id"].get<std::string>();

    CPPUNIT_ASSERT_EQUAL(403, client_->remove(path).status);
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove(path).status);

    CPPUNIT_ASSERT_EQUAL(404, owner_->get(path).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove(path).status);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{588'82},
        owner_->get("/admin/invoices/" + id)["total"]["amount"].get<std::int64_t>());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{499'00},
        owner_->post("/admin/invoices", invoice(499'00))["total"]["amount"].get<std::int64_t>());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        engine_->database()
            .query("SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'tax.removed'")
            .only()
            .integer("n"));
  }

  // The gateway's answer takes its time here: no job runs.
  void aTopUpGoesThroughTheGatewayThatThereIs() {
    const auto payment = billing_->payments().topUp(
        clientActor(), Money::ofMinor(500'00, Currency::of("INR")), std::nullopt);
    CPPUNIT_ASSERT_EQUAL(std::string{"bank"}, payment.gateway);
    CPPUNIT_ASSERT(payment.purpose == PaymentPurpose::TopUp);
    providers_.takes({"USD"});
    const auto refused = client_->post("/wallet/top-up", {{"amount", paise(500'00)}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(refused.text, 422, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_offered"}, refused.fieldCode("method"));
  }

  void aTopUpThatCameInHasAReceiptVoucher() {
    engine_->database().transaction([&](db::Transaction& tx) {
      auto seller = engine_->tenants().get(kPlatform);
      seller.gstin = "27AAPFU0939F1ZV";
      engine_->tenants().save(tx, seller);
    });
    billing_->payments().topUp(clientActor(), Money::ofMinor(1'000'00, Currency::of("INR")),
                               std::nullopt);
    engine_->database().transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE payments SET gateway_reference = 'order_1', status = 'processing'");
    });
    providers_.on("gateway/1.webhook", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"event_id", "evt_1"},
                             {"provider_type", "payment.captured"},
                             {"live", false},
                             {"events", Json::array({{{"type", "payment.captured"},
                                                      {"references", {"order_1"}},
                                                      {"payment",
                                                       {{"id", "pay_1"},
                                                        {"state", "captured"},
                                                        {"reference", "order_1"},
                                                        {"amount", paise(1'000'00)}}}}})}}};
    });
    CPPUNIT_ASSERT_EQUAL(200,
                         engine_->stranger().post("/payments/webhook/bank", {{"n", 1}}).status);

    const auto mine = client_->get("/billing/receipts");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(mine.text, std::size_t{1}, mine["data"].size());
    const auto& receipt = mine["data"][0];
    CPPUNIT_ASSERT(receipt["number"].get<std::string>().starts_with("RV/"));
    CPPUNIT_ASSERT_EQUAL(paise(1'000'00), receipt["amount"]);
    const auto path = "/billing/receipts/" + receipt["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(200, client_->get(path).status);
    const auto pdf = client_->get(path + "/pdf");
    CPPUNIT_ASSERT_EQUAL(200, pdf.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"application/pdf"}, pdf.header("Content-Type"));
    auto other = engine_->signedUpClient("ravi@example.in");
    CPPUNIT_ASSERT_EQUAL(404, other.get(path).status);
    CPPUNIT_ASSERT_EQUAL(404, other.get(path + "/pdf").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, other.get("/billing/receipts")["data"].size());
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get("/billing/receipts").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, owner_->get("/admin/receipts")["data"].size());
    const auto found = [&](const std::string& query) {
      return owner_->get("/admin/receipts?" + query)["data"].size();
    };
    const auto account = receipt["account_id"].get<std::string>();
    const auto transaction = receipt["transaction_id"].get<std::string>();
    const auto others = other.get("/account")["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("account_id=" + account));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("account_id=" + others));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("transaction_id=" + transaction));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         found("transaction_id=" + transaction + "&account_id=" + others));
    CPPUNIT_ASSERT_EQUAL(403, client_->get("/admin/receipts").status);
  }

  void theFieldThatIsWrongIsTheOneThatWasSent() {
    const auto id = owner_->post("/admin/invoices", invoice(499'00))["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(
        std::string{"not_offered"},
        client_->post("/payments/create", {{"invoice_id", id}, {"gateway", "nobody"}})
            .fieldCode("gateway"));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"not_offered"},
        client_->post("/invoices/" + id + "/pay", {{"method", "nobody"}}).fieldCode("method"));
  }

  void anEmptyWalletIsEmpty() {
    const auto wallet = client_->get("/wallet");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(wallet.text, 200, wallet.status);
    CPPUNIT_ASSERT(wallet.body == (Json{{"balances", Json::array()}}));
  }

  void staffSeeOneClientsMoney() {
    const auto id = owner_->post("/admin/invoices", invoice(499'00))["id"].get<std::string>();
    const auto path = "/admin/clients/" + account_;
    CPPUNIT_ASSERT_EQUAL(
        201, owner_->post(path + "/add-credit", {{"amount", paise(499'00)}, {"reason", "Sorry"}})
                 .status);
    const auto paid = client_->post("/invoices/" + id + "/pay", {{"method", "wallet"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(paid.text, 200, paid.status);

    const auto invoices = owner_->get(path + "/invoices?status=paid");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(invoices.text, std::size_t{1}, invoices["data"].size());
    CPPUNIT_ASSERT_EQUAL(id, invoices["data"][0]["id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         owner_->get(path + "/invoices?status=unpaid")["data"].size());

    std::int64_t owed = 0;
    const auto first = owner_->get(path + "/ledger?limit=4");
    const auto rest =
        owner_->get(path + "/ledger?limit=200&cursor=" + first["next_cursor"].get<std::string>());
    for (const auto* page : {&first, &rest}) {
      for (const auto& entry : (*page)["data"]) {
        if (entry["book"] == "receivable") owed += entry["amount"]["amount"].get<std::int64_t>();
      }
    }
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, owed);
    CPPUNIT_ASSERT_EQUAL(std::string{"invoice.paid_from_credit"},
                         first["data"][0]["what"].get<std::string>());

    const auto payment = paid["payment"]["id"].get<std::string>();
    Json wish{{"amount", nullptr}, {"reason", "Sorry"}, {"to", "credit"}};
    // A sum that went wrong in a program is no wish to return everything.
    CPPUNIT_ASSERT_EQUAL(422, owner_->post("/payments/" + payment + "/refund", wish).status);
    wish.erase("amount");
    const auto refund = owner_->post("/payments/" + payment + "/refund", wish);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(refund.text, 201, refund.status);
    const auto refunds = owner_->get("/admin/refunds");
    CPPUNIT_ASSERT_EQUAL(refund["id"].get<std::string>(),
                         refunds["data"][0]["id"].get<std::string>());
    const auto note = owner_->get("/admin/credit-notes")["data"][0]["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(note, owner_->get("/admin/credit-notes/" + note)["id"].get<std::string>());

    for (const auto& place : {path + "/invoices", path + "/ledger", std::string{"/admin/refunds"},
                              "/admin/credit-notes/" + note}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(place, 403, client_->get(place).status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(place, 401, engine_->stranger().get(place).status);
    }
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/clients/acc_0000000000001/ledger").status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/clients/acc_0000000000001/invoices").status);
  }

 private:
  Json invoice(std::int64_t price) {
    return {{"account", account_},
            {"lines", Json::array({{{"description", "Moving a site"},
                                    {"unit_price", paise(price)},
                                    {"sac", "998315"}}})}};
  }
  ApiClient memberOfStaff(const std::string& email, const std::vector<std::string>& actions) {
    const auto role = owner_->post("/admin/roles", {{"name", "clerk"}, {"actions", actions}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(role.text, 201, role.status);
    const auto invited =
        owner_->post("/admin/staff", {{"email", email}, {"name", "Clerk"}, {"role", "clerk"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(invited.text, 201, invited.status);
    const auto joined = engine_->stranger().post(
        "/auth/reset-password",
        {{"token", engine_->messages().token("accounts.staff_invitation", email)},
         {"password", TestEngine::kPassword}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(joined.text, 200, joined.status);
    return engine_->signedIn(email);
  }
  Actor clientActor() {
    auto actor = Actor::system(kPlatform, Id<Account>::parse(account_).value(), "test");
    actor.kind = Actor::Kind::Client;
    return actor;
  }
  std::size_t kept(const std::string& table) {
    return static_cast<std::size_t>(
        engine_->database().query("SELECT COUNT(*) AS n FROM " + table).only().integer("n"));
  }

  ToldProviders providers_;
  ToldHooks hooks_{[this] { return &engine_->database(); }};
};
HOSTLER_SUITE(BillingRoutesTest, "modules/billing/routes");

}  // namespace testing
}  // namespace hostler
