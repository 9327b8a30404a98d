#include "modules/billing/quote_routes.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/invoice_views.h"

namespace hostler {

using http::Access;

namespace {

struct QuoteLine {
  std::string description;
  Decimal quantity = 1;
  Money unitPrice = Money::zero(Currency::of("INR"));
  std::optional<Money> discount;
  std::string sac;
  LineDraft draft() const {
    LineDraft line;
    line.kind = LineKind::Manual;
    line.description = description;
    line.quantity = quantity;
    line.unitPrice = unitPrice;
    line.discount = discount.value_or(Money::zero(unitPrice.currency()));
    line.taxClass = sac;
    return line;
  }
  static QuoteLine of(const LineDraft& line) {
    QuoteLine said{line.description, line.quantity, line.unitPrice, std::nullopt, line.taxClass};
    if (line.discount.isPositive()) said.discount = line.discount;
    return said;
  }
  static void describe(Shape<QuoteLine>& shape) {
    shape.field("description", &QuoteLine::description).length(1, 300);
    shape.field("quantity", &QuoteLine::quantity).positive().withDefault();
    shape.field("unit_price", &QuoteLine::unitPrice).notNegative();
    shape.field("discount", &QuoteLine::discount).notNegative();
    shape.field("sac", &QuoteLine::sac).length(0, 10).withDefault();
  }
};

std::vector<LineDraft> draftsOf(const std::vector<QuoteLine>& lines) {
  std::vector<LineDraft> drafts;
  for (const auto& line : lines) drafts.push_back(line.draft());
  return drafts;
}

struct NewQuote {
  Id<Account> account;
  std::string title;
  Date validUntil = Date::ofDaysSinceEpoch(0);
  std::vector<QuoteLine> lines;
  std::optional<std::string> notes;
  QuoteDesk::Words words() const { return {title, notes, validUntil, draftsOf(lines)}; }
  static void describe(Shape<NewQuote>& shape) {
    shape.field("account", &NewQuote::account);
    shape.field("title", &NewQuote::title).length(1, 160);
    shape.field("valid_until", &NewQuote::validUntil);
    shape.field("lines", &NewQuote::lines).count(1, 100);
    shape.field("notes", &NewQuote::notes).length(0, 2000).multiline();
  }
};

struct ChangeQuote {
  std::optional<std::string> title, notes;
  std::optional<Date> validUntil;
  std::optional<std::vector<QuoteLine>> lines;
  QuoteDesk::Words words() const {
    QuoteDesk::Words words{title, notes, validUntil, std::nullopt};
    if (lines) words.lines = draftsOf(*lines);
    return words;
  }
  static void describe(Shape<ChangeQuote>& shape) {
    shape.field("title", &ChangeQuote::title).length(1, 160);
    shape.field("valid_until", &ChangeQuote::validUntil);
    shape.field("lines", &ChangeQuote::lines).count(1, 100);
    shape.field("notes", &ChangeQuote::notes).length(0, 2000).multiline();
  }
};

struct AcceptQuote {
  std::optional<Money> total;
  static void describe(Shape<AcceptQuote>& shape) {
    shape.field("total", &AcceptQuote::total).describedAs("what was seen; another one is refused");
  }
};

struct QuoteView {
  Id<Quote> id;
  Id<Account> account;
  std::string title, notes;
  QuoteStatus status = QuoteStatus::Draft;
  Date validUntil = Date::ofDaysSinceEpoch(0);
  std::vector<InvoiceLineView> lines;
  Money subtotal = Money::zero(Currency::of("INR"));
  Money discount = Money::zero(Currency::of("INR"));
  std::vector<TaxView> taxes;
  Money rounding = Money::zero(Currency::of("INR"));
  Money total = Money::zero(Currency::of("INR"));
  Currency currency = Currency::of("INR");
  std::optional<Id<Invoice>> invoice;
  Instant createdAt;
  std::optional<std::vector<QuoteLine>> written;

  /// With its own words, for those who change them.
  QuoteView asWritten(const StoredQuote& quote) && {
    written.emplace();
    for (const auto& line : quote.lines) written->push_back(QuoteLine::of(line));
    return std::move(*this);
  }
  static QuoteView of(const StoredQuote& quote, const Priced& priced, Date today) {
    QuoteView view;
    view.id = quote.id;
    view.account = quote.account;
    view.title = quote.title;
    view.notes = quote.notes;
    view.status = quote.statusOn(today);
    view.validUntil = quote.validUntil;
    for (const auto& line : priced.lines) view.lines.push_back(InvoiceLineView::of(line));
    view.subtotal = priced.subtotal;
    view.discount = priced.discount;
    view.taxes = viewsOf(priced.taxes);
    view.rounding = priced.rounding;
    view.total = priced.total;
    view.currency = quote.currency;
    view.invoice = quote.invoice;
    view.createdAt = quote.createdAt;
    return view;
  }
  static void describe(Shape<QuoteView>& shape) {
    shape.field("id", &QuoteView::id);
    shape.field("account_id", &QuoteView::account);
    shape.field("title", &QuoteView::title);
    shape.field("notes", &QuoteView::notes);
    shape.field("status", &QuoteView::status);
    shape.field("valid_until", &QuoteView::validUntil);
    shape.field("lines", &QuoteView::lines);
    shape.field("subtotal", &QuoteView::subtotal);
    shape.field("discount", &QuoteView::discount);
    shape.field("taxes", &QuoteView::taxes)
        .describedAs("those of today; the invoice has its day's");
    shape.field("rounding", &QuoteView::rounding);
    shape.field("total", &QuoteView::total);
    shape.field("currency", &QuoteView::currency);
    shape.field("invoice_id", &QuoteView::invoice).nullable();
    shape.field("created_at", &QuoteView::createdAt);
    shape.field("written_lines", &QuoteView::written)
        .describedAs(
            "of one quote, for staff: the lines as they were entered, with tax inside where prices "
            "include it; what changes a quote begins with them");
  }
};

}  // namespace

void QuoteRoutes::mount(http::Router& router) {
  mountClient(router);
  mountStaff(router);
}

void QuoteRoutes::mountClient(http::Router& router) {
  const auto view = [this](const StoredQuote& quote) {
    return QuoteView::of(quote, desk_.priceOf(quote), tenants_.today(quote.tenant));
  };
  const auto page = [this, view](const auto& request) {
    const auto order = http::ListOrder::of(request.query());
    const auto& actor = request.actor();
    return http::Page<QuoteView>::of(
        desk_.list(request.scope(), order, request.query().limit + 1), request.query().limit, view,
        [](const StoredQuote& quote) {
          return http::Cursor{quote.id.value(), 0};
        },
        [&](const StoredQuote& quote) {
          return actor.isStaff() || actor.may(kReadInvoices.action, quote.id.text());
        });
  };
  router.get<http::ListQuery, http::Page<QuoteView>>("/quotes", Access::client(kReadInvoices), page)
      .named("listQuotes", "What I was offered")
      .tagged("Billing");
  router
      .get<http::Nothing, QuoteView>(
          "/quotes/{id}", Access::client(kReadInvoices),
          [this, view](const auto& request) {
            return view(desk_.get(request.scope(), request.template id<Quote>()));
          })
      .named("getQuote", "One quote")
      .tagged("Billing");
  router
      .post<AcceptQuote, QuoteView>(
          "/quotes/{id}/accept", Access::client(kPayInvoices).notSuspended(),
          [this, view](const auto& request) {
            return view(
                desk_.accept(request.actor(), request.template id<Quote>(), request.body().total));
          })
      .named("acceptQuote", "Accept a quote: its invoice is issued")
      .tagged("Billing")
      .idempotent();
  router
      .post<http::Nothing, QuoteView>(
          "/quotes/{id}/decline", Access::client(kPayInvoices),
          [this, view](const auto& request) {
            return view(desk_.decline(request.actor(), request.template id<Quote>()));
          })
      .named("declineQuote", "Decline a quote")
      .tagged("Billing");
  router
      .get<http::ListQuery, http::Page<QuoteView>>("/admin/quotes", Access::staff(kManageInvoices),
                                                   page)
      .named("adminListQuotes", "All quotes")
      .tagged("Admin: billing");
}

void QuoteRoutes::mountStaff(http::Router& router) {
  const auto manage = Access::staff(kManageInvoices);
  const auto view = [this](const StoredQuote& quote) {
    return QuoteView::of(quote, desk_.priceOf(quote), tenants_.today(quote.tenant))
        .asWritten(quote);
  };
  router
      .post<NewQuote, QuoteView>("/admin/quotes", manage,
                                 [this, view](const auto& request) {
                                   return view(desk_.draft(request.actor(), request.body().account,
                                                           request.body().words()));
                                 })
      .named("adminDraftQuote", "Draft a quote")
      .tagged("Admin: billing")
      .creates();
  router
      .get<http::Nothing, QuoteView>(
          "/admin/quotes/{id}", manage,
          [this, view](const auto& request) {
            return view(desk_.get(request.scope(), request.template id<Quote>()));
          })
      .named("adminGetQuote", "One quote")
      .tagged("Admin: billing");
  router
      .patch<ChangeQuote, QuoteView>(
          "/admin/quotes/{id}", manage,
          [this, view](const auto& request) {
            return view(desk_.change(request.actor(), request.template id<Quote>(),
                                     request.body().words()));
          })
      .named("adminChangeQuote", "Change a quote that was not answered yet: it is a draft then")
      .tagged("Admin: billing");
  router
      .post<http::Nothing, QuoteView>(
          "/admin/quotes/{id}/send", manage,
          [this, view](const auto& request) {
            return view(desk_.send(request.actor(), request.template id<Quote>()));
          })
      .named("adminSendQuote", "Show a quote to its client")
      .tagged("Admin: billing")
      .idempotent();
}

}  // namespace hostler
