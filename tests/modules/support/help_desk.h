#pragma once

#include "modules/files/files_module.h"
#include "modules/support/support_module.h"
#include "tests/support/mariadb.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {

/// An engine with tickets, a client, a second client, an owner and one more of staff.
class HelpDesk {
 public:
  explicit HelpDesk(std::optional<db::DatabaseUrl> database = {});

  TestEngine& engine() { return *engine_; }
  ApiClient& client() { return *client_; }
  ApiClient& other() { return *other_; }
  ApiClient& owner() { return *owner_; }
  /// Of the role staff, made with the first call.
  ApiClient& helper();
  KeptMessages& mails() { return engine_->messages(); }

  /// Opens a ticket as the client; its id.
  std::string open(const std::string& subject = "Mail is late", const Json& more = Json::object());
  std::string clientId();
  /// Uploads a text file; its id.
  std::string upload(ApiClient& who, const std::string& name, const std::string& text);
  Json must(const ApiAnswer& answer, int status);

  std::optional<Id<Service>> service;  ///< the only one, and of the client's
  static constexpr const char* kClient = "asha@example.in";
  static constexpr const char* kShop = "billing@platform.example";

 private:
  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<FilesModule> files_;
  std::unique_ptr<SupportModule> support_;
  std::unique_ptr<ApiClient> client_, other_, owner_, helper_;
  std::optional<Id<Account>> account_;
};

}  // namespace hostler::testing
