#include "tests/modules/support/help_desk.h"

namespace hostler::testing {
namespace {

constexpr const char* kHelper = "helper@platform.example";

EngineOptions withSupport(std::optional<db::DatabaseUrl> database) {
  EngineOptions options;
  for (const auto& some : {supportMigrations(), filesMigrations()})
    options.migrations.insert(options.migrations.end(), some.begin(), some.end());
  options.database = std::move(database);
  return options;
}

}  // namespace

HelpDesk::HelpDesk(std::optional<db::DatabaseUrl> database)
    : engine_{std::make_unique<TestEngine>(withSupport(std::move(database)))} {
  auto& e = *engine_;
  files_ = std::make_unique<FilesModule>(Files::Parts{e.database(), e.clock(), e.ids(), e.audit()});
  files_->mount(e.router());
  support_ = std::make_unique<SupportModule>(
      SupportModule::Parts{e.database(), e.clock(), e.ids(), e.audit(), e.events(), e.limits(),
                           e.tenants(), e.accounts().accounts(), e.messages(), files_->files(),
                           [this](db::Reader&, const Scope& scope, Id<Service> id) {
                             return service == id && scope.account && scope.account == account_;
                           }});
  support_->mount(e.router());
  client_ = std::make_unique<ApiClient>(e.signedUpClient(kClient));
  other_ = std::make_unique<ApiClient>(
      e.signedUpClient("vikram@example.in",
                       {{"first_name", "Vikram"}, {"last_name", "Iyer"}, {"pan", "AAAPL1234C"}}));
  owner_ = std::make_unique<ApiClient>(e.owner());
  account_ = Id<Account>::parse(clientId());
}

Json HelpDesk::must(const ApiAnswer& answer, int status) {
  CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
  return answer.body;
}

ApiClient& HelpDesk::helper() {
  if (helper_) return *helper_;
  must(owner_->post("/admin/staff",
                    {{"email", kHelper}, {"name", "Rohan Desai"}, {"role", "staff"}}),
       201);
  must(engine_->stranger().post("/auth/reset-password",
                                {{"token", mails().token("accounts.staff_invitation", kHelper)},
                                 {"password", TestEngine::kPassword}}),
       200);
  helper_ = std::make_unique<ApiClient>(engine_->signedIn(kHelper));
  return *helper_;
}

std::string HelpDesk::open(const std::string& subject, const Json& more) {
  Json body{{"subject", subject}, {"message", "Since this morning **nothing** arrives."}};
  body.update(more);
  return must(client_->post("/tickets", body), 201)["id"];
}

std::string HelpDesk::upload(ApiClient& who, const std::string& name, const std::string& text) {
  const auto body = "--b0undary\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" +
                    name + "\"\r\nContent-Type: text/plain\r\n\r\n" + text + "\r\n--b0undary--\r\n";
  const auto made = who.with("content-type", "multipart/form-data; boundary=b0undary")
                        .send(front::Method::Post, "/files", body);
  return must(made, 201)["id"];
}

std::string HelpDesk::clientId() {
  return client_->get("/account")["id"].get<std::string>();
}

}  // namespace hostler::testing
