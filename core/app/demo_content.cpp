#include "core/app/demo_content.h"

#include "modules/content/article_repository.h"

namespace hostler::app {
namespace {

struct Words {
  const char* slug;
  const char* title;
  const char* category;
  const char* body;
};

// Terms as a shop in Pune has them: invented, and no lawyer's advice.
constexpr Words kLegal[] = {
    {"terms", "Terms of service", "",
     R"(These terms are between you and Sahyadri Hosting Private Limited, Pune ("we").

## 1. The service

We host websites, machines and data, and register domain names in your name. What a plan holds is written on its page on the day you order it.

## 2. Your account

Keep your password to yourself and switch on two-factor sign-in. What happens under your account is yours to answer for, until you tell us that somebody else has it.

## 3. What is not allowed

Nothing unlawful, no spam, no attacks on others, no content that harms children, no mining of coins on shared servers. We suspend what harms others at once, and otherwise after a notice.

## 4. Price and tax

Prices are in Indian rupees and without GST unless they say otherwise. Invoices are due on the day they show. A service that stays unpaid is suspended three days after the due date and removed fifteen days after that.

## 5. Availability

We aim at 99.9 % in each month. Where we miss it we credit a day's price for each hour begun, up to the month's price.

## 6. Liability

We answer for what we break with intent or gross negligence without limit, and otherwise up to what you paid us in the twelve months before.

## 7. End

You may cancel at any time, at once or at the end of the term. We may cancel with thirty days' notice.

## 8. Law

The law of India applies; the courts of Pune are competent.)"},
    {"privacy", "Privacy notice", "",
     R"(This notice says what we do with your personal data under the **Digital Personal Data Protection Act, 2023**.

## What we hold, and why

- Name, address, e-mail, telephone: to keep your account and to write invoices.
- PAN and GSTIN: because tax law asks for them. They are kept encrypted.
- Payments: amount, date and reference. Card numbers never reach us; the payment gateway has them.
- Sign-ins: time, address and browser, to keep strangers out.

## Who else sees it

The registrar of your domain, the payment gateway you chose, and authorities where the law compels us. Nobody for advertising.

## How long

Invoices and what belongs to them for eight years, as tax law wants. Everything else goes when your account is erased, at the latest after ninety days in backups.

## Your rights

You may read, correct, take with you and erase your data, withdraw your consent and name somebody to act for you. *Profile → Export* and *Profile → Erase* do so at once; for anything else write to our grievance officer. If we do not help, you may turn to the Data Protection Board of India.)"},
    {"refund", "Refunds and cancellation", "",
     R"(**Hosting and machines**: cancel within 30 days of your first order and get back what you paid, less setup fees and what was used by the hour. Later, what is left of a term becomes credit in your account.

**Domain names**: a registration, transfer or renewal cannot be undone at the registry, so it is not refunded. If it failed at the registry you get back all of it.

**How**: cancel in the portal, or open a ticket. Refunds go the way the payment came, within 5 to 7 working days, with a credit note that takes the GST back too.

**Charged twice?** Tell us the reference of the payment; it is back within 5 working days.)"},
    {"grievance", "Grievance officer", "",
     R"(As the Information Technology (Intermediary Guidelines and Digital Media Ethics Code) Rules, 2021 and the Consumer Protection (E-Commerce) Rules, 2020 ask us to, we name:

**Ms Anjali Deshpande**, Grievance Officer
Sahyadri Hosting Private Limited
4th Floor, Prabhat Towers, Senapati Bapat Road, Pune 411016, Maharashtra
grievance@sahyadri.example · +91 20 4000 1234
Monday to Friday, 10:00 to 18:00

We confirm a complaint within **24 hours** and settle it within **15 days**, and any other grievance of a consumer within one month. Say who you are, what it is about and, where it is about content, its address. Each complaint has a ticket number by which you can follow it.)"},
};

constexpr Words kArticles[] = {
    {"first-steps", "First steps with your hosting", "Getting started",
     R"(Your plan is ready a minute or two after the payment.

1. Sign in and open **Services**.
2. Choose your plan and press **Open panel**: you are signed in there without another password.
3. In the panel, upload your site under *File Manager → public_html*, or install WordPress with one click.

If your domain was bought elsewhere, point its name servers to those on the service's page. It takes up to 24 hours until everybody sees the change.)"},
    {"point-a-domain", "Point a domain to your hosting", "Domains", R"(There are two ways.

**Change the name servers** at the registrar of the domain to the two that your service's page shows. Everything about the domain, mail too, is then kept with us.

**Or change the A record** alone, if mail stays where it is: set `@` and `www` to the IP address on the service's page.

Check it with `nslookup example.in`: the answer should be our address.)"},
    {"set-up-mail", "Set up mail on your phone", "E-mail",
     R"(Make the mailbox in the panel under *Email Accounts* first. Then, on the phone:

- **Incoming (IMAP)**: `mail.` and your domain, port 993, SSL/TLS
- **Outgoing (SMTP)**: the same server, port 465, SSL/TLS
- **User name**: the whole address

Mail that you send lands in spam? Switch on SPF and DKIM in the panel under *Email Deliverability*.)"},
    {"gst-invoice", "GST on your invoice", "Billing",
     R"(Enter your GSTIN under *Profile → Billing* before you pay: it then stands on the invoice and you can claim the input tax. Within Maharashtra we charge CGST and SGST, elsewhere in India IGST; outside of India no GST.

An invoice that was issued cannot be changed. If your GSTIN is missing, open a ticket within the same month and we issue a credit note and a new invoice.)"},
    {"two-factor", "Switch on two-factor sign-in", "Security",
     R"(Open *Profile → Security*, press **Set up**, scan the picture with an authenticator app and type the six digits. Keep the recovery codes where you find them without your phone: each works once.

Lost the phone and the codes? The root user of your account can reset another user; for the root user itself, write to us from the address of the account.)"},
};

constexpr const char* kNews[][2] = {
    {"New machines in Mumbai",
     R"(Machines in **Mumbai** run on new processors from today. Prices stay as they are. Yours can be moved with one restart: open a ticket.)"},
    {"UPI for renewals",
     R"(You can now pay renewals by **UPI AutoPay** up to ₹15,000. Your bank tells you a day before each debit, and you can pause it there at any time.)"},
};

bool plantDepartments(Product& product, Foundation& base, const Actor& actor) {
  auto& departments = product.support.departments();
  const auto there =
      base.database->read([&](db::Reader& reader) { return departments.list(reader, kPlatform); });
  if (!there.empty()) return false;
  const auto add = [&](const char* name, const char* about, int minutes, int position) {
    DepartmentEdit edit;
    edit.name = name;
    edit.description = about;
    edit.firstResponseMinutes = std::optional{minutes};
    edit.position = position;
    departments.add(actor, edit);
  };
  add("Technical support", "Something does not work, or not as it should.", 60, 1);
  add("Billing", "Invoices, payments, refunds and GST.", 240, 2);
  add("Sales", "Before you buy, and for bigger plans.", 480, 3);
  return true;
}

bool plantArticles(Product& product, Foundation& base, const Actor& actor) {
  bool made = false;
  int position = 0;
  for (const auto& words : kArticles) {
    const auto there = base.database->read([&](db::Reader& reader) {
      return article_repository::findBySlug(reader, kPlatform, words.slug);
    });
    ++position;
    if (there) continue;
    ArticleEdit edit;
    edit.slug = words.slug;
    edit.title = words.title;
    edit.category = words.category;
    edit.body = words.body;
    edit.isPublished = true;
    edit.position = position;
    product.content.articles().add(actor, edit);
    made = true;
  }
  return made;
}

bool plantLegalTexts(Product& product, Foundation& base, const Actor& actor) {
  bool made = false;
  int position = 0;
  for (const auto& words : kLegal) {
    auto& texts = product.content.legalTexts();
    const auto there = base.database->read(
        [&](db::Reader& reader) { return texts.find(reader, kPlatform, words.slug); });
    ++position;
    if (there) continue;
    texts.save(actor, {words.slug, words.title, words.body, 1, position, {}});
    made = true;
  }
  return made;
}

bool plantNews(Product& product, Foundation& base, const Actor& actor) {
  if (!base.database->query("SELECT id FROM announcements WHERE tenant_id = ? LIMIT 1", kPlatform)
           .empty())
    return false;
  auto day = base.clock.now().minus(std::chrono::hours{24 * 20});
  for (const auto& [title, body] : kNews) {
    AnnouncementEdit edit;
    edit.title = title;
    edit.body = body;
    edit.publishedAt = std::optional{day};
    product.content.announcements().add(actor, edit);
    day = day.plus(std::chrono::hours{24 * 12});
  }
  return true;
}

}  // namespace

bool plantDemoContent(Foundation& base, Product& product, const Actor& actor) {
  const bool made[] = {plantDepartments(product, base, actor), plantArticles(product, base, actor),
                       plantLegalTexts(product, base, actor), plantNews(product, base, actor)};
  return std::ranges::any_of(made, [](bool one) { return one; });
}

}  // namespace hostler::app
