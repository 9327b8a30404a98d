#include "tests/modules/notifications/shop.h"

#include "core/db/migration.h"
#include "modules/accounts/account_repository.h"
#include "modules/accounts/user_repository.h"
#include "modules/notifications/message_repository.h"

#include <Poco/Net/ServerSocket.h>

#include <fstream>
#include <sstream>

namespace hostler {

std::span<const db::Migration> nodesMigrations();
std::span<const db::Migration> secretsMigrations();
std::span<const db::Migration> auditMigrations();
std::span<const db::Migration> jobsMigrations();
std::span<const db::Migration> eventsMigrations();
std::span<const db::Migration> httpMigrations();
std::span<const db::Migration> resellersMigrations();
std::span<const db::Migration> accountsMigrations();
std::span<const db::Migration> billingMigrations();

namespace {

std::vector<db::Migration> schema() {
  std::vector<db::Migration> all;
  for (const auto steps :
       {nodesMigrations(), secretsMigrations(), auditMigrations(), jobsMigrations(),
        eventsMigrations(), httpMigrations(), resellersMigrations(), accountsMigrations(),
        billingMigrations(), notificationsMigrations()}) {
    all.insert(all.end(), steps.begin(), steps.end());
  }
  return all;
}

Tenant acme() {
  Tenant tenant;
  tenant.id = kPlatform;
  tenant.name = "Acme Hosting";
  tenant.legalName = "Acme Hosting Solutions LLP";
  tenant.address = {
      "4th Floor, Sahyadri Chambers", "", "Pune", "411016", "Maharashtra", "27", "IN"};
  tenant.email = "help@acme.example";
  tenant.zone = TimeZone::named("Asia/Kolkata");
  tenant.publicUrl = "https://my.acme.example";
  return tenant;
}

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// Quoted-printable without its line breaks and signs: what a person would read (RFC 2045 6.7).
std::string readable(std::string mail) {
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"=\r\n", ""}, {"=3D", "="}}) {
    for (auto at = mail.find(from); at != std::string::npos; at = mail.find(from, at + to.size())) {
      mail.replace(at, from.size(), to);
    }
  }
  return mail;
}

}  // namespace

Shop::Shop(std::optional<mail::SmtpSettings> smtp, bool production)
    : database{db::Database::open(
          db::DatabaseUrl::parse("sqlite:" + (directory.path() / "shop.db").string()))},
      tenants{*database, clock},
      accounts{*database},
      production_{production} {
  const auto steps = schema();
  db::Migrator{*database, steps}.migrate();
  nodes = std::make_unique<NodeRegistry>(*database, clock);
  ids = std::make_unique<IdMint>(clock, nodes->node());
  vault = std::make_unique<Vault>(
      *database, clock, random,
      MasterKey::create((directory.path() / "master.key").string(), random));
  const auto auditKey = inTransaction([&](db::Transaction&) { return vault->key("audit"); });
  audit = std::make_unique<AuditLog>(clock, *ids, auditKey);
  ledger = std::make_unique<Ledger>(clock, *ids);
  credit = std::make_unique<CreditDesk>(*ledger);
  inTransaction([&](db::Transaction& tx) { tenants.save(tx, acme()); });
  start(std::move(smtp));
}

ProviderAnswer ToldCarriers::call(const ProviderRequest& request) {
  const std::lock_guard lock{mutex_};
  asked_.push_back(request);
  if (const auto told = answers_.find(request.instance); told != answers_.end())
    return told->second;
  return {Outcome::Succeeded, {{"id", request.instance + "-1"}}};
}

std::vector<ProviderInstance> ToldCarriers::instances(const std::string& kind) {
  const std::lock_guard lock{mutex_};
  std::vector<ProviderInstance> all;
  if (kind != "notifier") return all;
  for (const auto& [name, channel] : channels_)
    all.push_back({name, name, "notifier", name, true, {channel, "send"}, {}});
  return all;
}

void ToldCarriers::enable(const std::string& name, const std::string& channel) {
  const std::lock_guard lock{mutex_};
  channels_[name] = channel;
}

void ToldCarriers::answer(const std::string& name, ProviderAnswer answer) {
  const std::lock_guard lock{mutex_};
  answers_[name] = std::move(answer);
}

std::vector<Json> ToldCarriers::asked(const std::string& name, const std::string& verb) {
  const std::lock_guard lock{mutex_};
  std::vector<Json> bodies;
  for (const auto& one : asked_) {
    if (one.instance == name && one.operation == "notifier/1." + verb) bodies.push_back(one.body);
  }
  return bodies;
}

Shop::~Shop() {
  workers_.reset();
}

void Shop::start(std::optional<mail::SmtpSettings> smtp) {
  bus = std::make_unique<events::Bus>(clock, *ids);
  billing = std::make_unique<Billing>(
      Billing::Parts{*database, clock, *ids, tenants, accounts, *ledger, *credit, *audit, *bus});
  queue = std::make_unique<jobs::Queue>(clock, *ids);
  handlers_ = std::make_unique<jobs::Handlers>(*queue);
  NotificationSettings settings;
  settings.production = production_;
  settings.smtp = std::move(smtp);
  settings.spool = spool();
  notifications = std::make_unique<NotificationsModule>(NotificationsModule::Parts{
      *database, clock, *ids, *vault, *audit, *queue, *bus, tenants, accounts, *billing, library,
      settings, &press, &carriers, [this](db::Reader&, Id<Tenant>, Id<Service> id) {
        const auto found = services.find(id);
        return found == services.end() ? std::nullopt : std::optional{found->second};
      }});
  notifications->addHandlers(*handlers_);
  workers_ = std::make_unique<jobs::Workers>(*database, clock, *nodes, *queue, *handlers_);
  workers_->start();
}

void Shop::restart(std::optional<mail::SmtpSettings> smtp) {
  workers_.reset();
  start(std::move(smtp));
}

void Shop::work() {
  CPPUNIT_ASSERT_MESSAGE("jobs went on for too long",
                         workers_->settle(clock.monotonic() + std::chrono::seconds{30}));
}

void Shop::pass(Duration time) {
  clock.advance(time);
  work();
}

Id<Account> Shop::client(const std::string& firstName, const std::string& email,
                         const std::string& language) {
  Account account;
  account.id = ids->next<Account>();
  account.tenant = kPlatform;
  account.number = std::to_string(100'000'000'000 + account.id.value() % 899'999'999'999);
  account.firstName = firstName;
  account.lastName = "Kulkarni";
  account.address = {"12 MG Road", "", "Pune", "411001", "Maharashtra", "27", "IN"};
  account.language = language;
  account.createdAt = account.updatedAt = clock.now();
  User root;
  root.id = account.rootUser = ids->next<User>();
  root.tenant = kPlatform;
  root.account = account.id;
  root.name = account.fullName();
  root.username = "root" + std::to_string(root.id.value());
  root.email = email;
  root.phone = "+919812345678";
  root.language = language;
  inTransaction([&](db::Transaction& tx) {
    account_repository::insert(tx, account, std::nullopt, "1");
    user_repository::insert(tx, {root, "!", false}, clock.now());
  });
  return account.id;
}

Invoice Shop::issueInvoice(Id<Account> account, InvoiceKind kind, std::int64_t paise) {
  LineDraft line;
  line.description = "Business Hosting, annual, deshmukhtextiles.in";
  line.unitPrice = Money::ofMinor(paise, Currency::of("INR"));
  line.taxClass = "998315";
  const auto today = tenants.today(kPlatform);
  if (kind == InvoiceKind::Renewal) {
    line.kind = LineKind::Renewal;
    line.subject.service = Id<Service>::of(77);
    line.period = Period{today.plusDays(14), today.plusDays(14).plusMonths(12, today.day())};
  }
  InvoiceRequest request;
  request.account = account;
  request.kind = kind;
  request.lines = {line};
  request.dueDate = today.plusDays(14);
  return inTransaction([&](db::Transaction& tx) {
    return billing->issue(tx, Actor::system(kPlatform, account, "test"), request);
  });
}

void Shop::markPaid(Id<Invoice> id) {
  inTransaction([&](db::Transaction& tx) {
    auto invoice = billing->find(tx, Scope::ofTenant(kPlatform), id).value();
    const auto account = invoice.account;
    credit->add(tx, kPlatform, account, invoice.balance);
    ledger->post(tx, {kPlatform,
                      account,
                      "payment.received",
                      id.text(),
                      {{book::gateway("bank"), invoice.balance},
                       {std::string{book::kClientCredit}, invoice.balance.negated()}}});
    CPPUNIT_ASSERT(credit->payInvoice(tx, invoice));
    std::vector<Invoice> paid{invoice};
    billing->settle(tx, Actor::system(kPlatform, account, "test"), paid);
  });
}

std::vector<Message> Shop::messages() {
  return database->read([&](db::Reader& reader) {
    return message_repository::list(reader, kPlatform, {}, {true, INT64_MAX}, 200);
  });
}

Message Shop::message(const std::string& templateName) {
  std::optional<Message> found;
  for (auto& message : messages()) {
    if (message.templateName != templateName) continue;
    CPPUNIT_ASSERT_MESSAGE("more than one " + templateName, !found);
    found = std::move(message);
  }
  CPPUNIT_ASSERT_MESSAGE("no " + templateName, found.has_value());
  return *found;
}

std::vector<std::string> Shop::spooled() {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::exists(spool())) {
    for (const auto& entry : std::filesystem::directory_iterator{spool()}) {
      if (entry.path().extension() == ".eml") files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  std::vector<std::string> mails;
  for (const auto& file : files) mails.push_back(readable(contentOf(file)));
  return mails;
}

mail::SmtpSettings plainSmtp(std::uint16_t port) {
  mail::SmtpSettings settings;
  settings.host = "127.0.0.1";
  settings.port = port;
  settings.security = mail::SmtpSecurity::Loopback;
  settings.timeout = std::chrono::milliseconds{5'000};
  return settings;
}

std::uint16_t closedPort() {
  const Poco::Net::ServerSocket socket{Poco::Net::SocketAddress{"127.0.0.1", 0}};
  return socket.address().port();
}

}  // namespace hostler
