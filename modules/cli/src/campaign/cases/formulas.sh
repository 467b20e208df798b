# Formulas: each is shown or refused in one line, within the time limit.
accept "formula: leading minus" "range" catalog show '-x*exp(-x^2)'
accept "formula: leading minus and digit" "range" catalog show '-2*x'
refuse "formula: power of Python" "\\^" catalog show 'x**3'
refuse "formula: call of numpy" "tanh" catalog show 'np.tanh(x)'
refuse "formula: call of torch" "relu|torch" catalog show 'torch.relu(x)'
refuse "formula: bars" "abs" catalog show '|x|'
refuse "formula: ln" "log" catalog show 'ln(x)'
refuse "formula: capital" "x" catalog show 'X*tanh(X)'
refuse "formula: product unsaid" "\\*" catalog show '2x'
refuse "formula: product of parentheses" "\\*" catalog show '(x)(x)'
refuse "formula: square brackets" "\\(|\\[" catalog show 'max[x, 0]'
refuse "formula: unclosed" "\\)|parenthes|expected|end" catalog show 'tanh(x'
refuse "formula: closed too often" "\\)" catalog show 'tanh(x))'
refuse "formula: operator last" "end|expected|\\*" catalog show 'x *'
refuse "formula: comma alone" "," catalog show 'x, 0'
refuse "formula: one argument too few" "max" catalog show 'max(x)'
refuse "formula: one argument too many" "tanh" catalog show 'tanh(x, 1)'
refuse "formula: half a conditional" "else" catalog show 'x if x > 0'
refuse "formula: question mark" "if" catalog show 'x > 0 ? x : 0'
refuse "formula: assignment" "=" catalog show 'y = x'
refuse "formula: nothing" "." catalog show ''
refuse "formula: blanks" "." catalog show '   '
refuse "formula: constant" "x|constant" train --model mlp --dataset two-moons --activation '3 + 4'
refuse "formula: free parameter" "beta" catalog show 'x * sigmoid(beta * x)'
refuse "formula: parameter not used" "beta|used" catalog show 'tanh(x); beta ~ 1'
refuse "formula: parameter twice" "beta|twice" catalog show 'beta * x; beta ~ 1; beta ~ 2'
refuse "formula: parameter without start" "~|beta" catalog show 'tanh(beta * x); beta'
refuse "formula: parameter called x" "x" catalog show 'x * x; x ~ 1'
refuse "formula: parameter of no kind" "channel" catalog show 'a*x; a[row] ~ 1'
for text in '1/x' 'tan(x)' 'log(abs(x))' '1/(x-2)' '1/sin(x)' 'x^-2' 'log(x)' 'exp(1/x)' 'sqrt(x)' '1/(x^2-4)' \
  'x/abs(x)' 'sin(1/x)' 'exp(exp(x))' 'exp(exp(exp(x)))' '1/(1+exp(-x^9))' 'x^0.5' '0*x' 'x-x' 'x/x' '1e400*x' \
  '1e-400*x' 'x*1e308*1e308' '9^9^9*x' 'x+9^9^9^9' 'x^9^9^9' '(x+1)^999' '(-1)^0.5*x' '0^0*x' '1/0*x' 'x*0.1^400' \
  'abs(abs(abs(x)))' 'max(x,max(-x,max(2*x,3)))' 'min(max(x,-1),1)' 'sign(sin(x))' 'step(x)-step(-x)' \
  'x if x > 0 else x if x > -1 else -1' 'x if x >= x else 0' 'erf(erf(erf(x)))' 'sinc(sinc(x))' 'atan(1/x)' \
  'asinh(x)^3' 'log1p(exp(x))' 'expm1(x)*expm1(-x)' 'cosh(x)-sinh(x)' 'Phi(x)*x' 'x*x*x*x*x*x*x*x' 'pi*e*x' \
  '1.2.3*x' '1e*x' '.5x' '0x10*x' '１*x' 'х' 'x·2' 'x−1' 'x × 2' '∞*x' 'x;' ';' 'x; ; a ~ 1' "x # comment" \
  'a*x; a ~ nan' 'a*x; a ~ 1e999' 'a*x; a[channel] ~ -0' 'exp(x)^exp(x)' 'x^x' 'abs(x)^x' '(abs(x)+1)^sin(x)'; do
  formula "$text"
done
deep=x
sums=x
powers='x'
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
  deep="tanh($deep*$i)"
  sums="$sums+sin($sums)"
  powers="(abs($powers)+1)^sin(x)"
  if [ "$i" -eq 7 ]; then formula "$powers"; fi
done
formula "$deep"
formula "${sums:0:3000}"
formula "$powers"
formula "$(printf '(%.0s' {1..3000})x$(printf ')%.0s' {1..3000})"
formula "$(printf -- '-%.0s' {1..3000})x"
formula "x$(printf '+x%.0s' {1..3000})"
formula "x$(printf '^2%.0s' {1..200})"
formula "x$(printf '*x%.0s' {1..2000})"
formula "$(printf 'x if x > 0 else %.0s' {1..500})0"
formula "$(printf 'a%.0s' {1..20000})"
