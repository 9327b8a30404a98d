#include "tests/bench/webhook/naive.h"

#include <atomic>
#include <chrono>
#include <mariadb/mysql.h>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace hostler::bench {
namespace {

/// A connection that says what it is told to, and stops at the first complaint.
class Plain {
 public:
  explicit Plain(const db::DatabaseUrl& url) {
    if (mysql_real_connect(link_, url.host.c_str(), url.user.c_str(), url.password.c_str(),
                           url.name.c_str(), url.port, nullptr, 0) == nullptr)
      complain();
  }
  ~Plain() { mysql_close(link_); }
  Plain(const Plain&) = delete;
  Plain& operator=(const Plain&) = delete;

  std::uint64_t run(const std::string& sql) {
    if (mysql_real_query(link_, sql.data(), sql.size()) != 0) complain();
    MYSQL_RES* answer = mysql_store_result(link_);
    if (answer == nullptr) return 0;
    const auto rows = mysql_num_rows(answer);
    mysql_free_result(answer);
    return rows;
  }

 private:
  [[noreturn]] void complain() {
    throw std::runtime_error{std::string{"the naive sequence: "} + mysql_error(link_)};
  }
  MYSQL* link_ = mysql_init(nullptr);
};

void makeTables(Plain& database, int events) {
  database.run(
      "CREATE TABLE naive_invoices (id INT PRIMARY KEY, service_id INT, total BIGINT, status "
      "VARCHAR(12), paid_at DATETIME) ENGINE=InnoDB");
  database.run(
      "CREATE TABLE naive_payments (id BIGINT PRIMARY KEY AUTO_INCREMENT, invoice_id INT, "
      "gateway_id VARCHAR(40), amount BIGINT, KEY (gateway_id)) ENGINE=InnoDB");
  database.run(
      "CREATE TABLE naive_jobs (id BIGINT PRIMARY KEY AUTO_INCREMENT, service_id INT, state INT) "
      "ENGINE=InnoDB");
  database.run("INSERT INTO naive_invoices SELECT seq, seq, 118000, 'unpaid', NULL FROM seq_0_to_" +
               std::to_string(events - 1));
}

void once(Plain& database, const std::string& event) {
  const auto payment = "'pay_" + event + "'";
  if (database.run("SELECT id FROM naive_payments WHERE gateway_id = " + payment) > 0) return;
  database.run("START TRANSACTION");
  database.run("SELECT * FROM naive_invoices WHERE id = " + event);
  database.run("UPDATE naive_invoices SET status = 'paid', paid_at = NOW() WHERE id = " + event);
  database.run("INSERT INTO naive_payments (invoice_id, gateway_id, amount) VALUES (" + event +
               ", " + payment + ", 118000)");
  database.run("COMMIT");
  database.run("INSERT INTO naive_jobs (service_id, state) VALUES (" + event + ", 0)");
}

}  // namespace

double naiveEvents(const db::DatabaseUrl& url, int events, int copies, int connections) {
  mysql_library_init(0, nullptr, nullptr);
  Plain first{url};
  makeTables(first, events);
  std::atomic<int> next{0};
  std::vector<std::thread> threads;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < connections; ++i) {
    threads.emplace_back([&] {
      Plain database{url};
      // Copies of one event are neighbours, and so are on their way at the same time.
      for (int turn = next++; turn < events * copies; turn = next++)
        once(database, std::to_string(turn / copies));
    });
  }
  for (auto& thread : threads) thread.join();
  return events / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace hostler::bench
