#pragma once

#include "core/render/template_library.h"
#include "modules/billing/billing.h"
#include "modules/notifications/message.h"
#include "modules/resellers/resellers.h"
#include "modules/services/services.h"

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace hostler {

struct Receipt;

/// Where a mail of an invoice finds what the service is called.
using ServiceLookup = std::function<std::optional<Service>(db::Reader&, Id<Tenant>, Id<Service>)>;

/// Makes the text of a message: what was kept of it, with the tenant's brand and the invoices as
/// they are now (of a sent one: as it showed them), in the tenant's own templates. Thread-safe.
class MessageComposer {
 public:
  struct Parts {
    Tenants& tenants;
    Billing& billing;
    const render::TemplateLibrary& templates;
    const render::TemplateEngine& engine;
    ServiceLookup service;
    std::string fallbackFrom;
  };
  explicit MessageComposer(Parts parts) : parts_{std::move(parts)} {}

  /// All that a message is made of, read at one time.
  struct Draft {
    Json model;
    render::TemplateTexts overlay;
    /// What it asks for has been paid meanwhile, or the invoice that it brings was cancelled.
    bool isObsolete = false;
    /// A document whose PDF goes with it, and the name of that file.
    struct Attachment {
      std::variant<Id<Invoice>, Id<Receipt>> document;
      std::string fileName;
    };
    std::vector<Attachment> attachments;
  };
  Draft draft(db::Reader& reader, const Message& message, const MessageSecrets& secrets) const;
  /// What to keep of a draft that was sent: without what is secret.
  static Json shownBy(const Message& message, const Draft& draft);
  /// In the tenant's words or, where these cannot be used, in the shipped ones. Throws
  /// render::TemplateError and RenderLimitExceeded.
  render::RenderedMessage render(const Message& message, const Draft& draft) const;

  /// What every template can show of the shop.
  Json brandOf(Id<Tenant> tenant) const;

 private:
  void addWhatIsNow(db::Reader& reader, const Message& message, Draft& draft) const;
  void addInvoices(db::Reader& reader, const Message& message, Draft& draft) const;
  void addReceipt(db::Reader& reader, const Message& message, Draft& draft) const;
  void addLines(db::Reader& reader, const Message& message, const Invoice& invoice,
                Json& model) const;
  Json renewalOf(db::Reader& reader, const Message& message,
                 const std::vector<InvoiceLine>& lines) const;
  std::string portalUrl(Id<Tenant> tenant, const std::string& path) const;

  Parts parts_;
};

/// "Starter" and "example.com", or what of them is known, as `service.name` and `service.domain`.
Json serviceModel(const std::optional<Service>& service, const std::string& title);

}  // namespace hostler
